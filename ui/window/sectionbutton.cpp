// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sectionbutton.h"

#include "ui/style/look.h"
#include "ui/style/textblock.h"

#include <QEvent>
#include <QPainter>

namespace pc::window {

using namespace style;

SectionButton::SectionButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SectionButton::say(Icon icon, const QString &name, const QString &note, bool isNotice)
{
    m_icon = icon;
    m_note = note;
    m_isNotice = isNotice;
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(note);
    update();
}

QSize SectionButton::sizeHint() const
{
    const int lines = m_theme.lineHeight(TextSize::Body) + m_theme.lineHeight(TextSize::Caption);
    return { m_theme.scaled(kSidebarLeast), lines + 2 * kGap2 };
}

void SectionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto place = [this](const QRect &r) { return mirrored(r, rect(), layoutDirection()); };
    painter.fillRect(rect(), m_theme.color(underMouse() || isDown() ? Tone::Hover : Tone::Panel));
    const Tone tone = m_isNotice ? Tone::NoticeText : Tone::Secondary;
    const int side = m_theme.scaled(kIcon);
    const int middle = rect().center().y() + 1;
    const QRect icon(kGap4, middle - side / 2, side, side);
    paintIcon(painter, m_icon, place(icon), m_theme.color(tone));
    const int arrowSide = m_theme.scaled(kIconSmall);
    const QRect arrow(width() - kGap3 - arrowSide, middle - arrowSide / 2, arrowSide, arrowSide);
    paintIcon(painter, Icon::Forward, place(arrow), m_theme.color(Tone::Faint), layoutDirection());

    const int left = icon.right() + 1 + kGap3;
    const QRect name(left, kGap2, arrow.left() - kGap2 - left, m_theme.lineHeight(TextSize::Body));
    paintLine(painter, place(name), text(), m_theme.font(TextSize::Body, Weight::Strong), m_theme.color(Tone::Text),
        layoutDirection());
    const QRect note(left, name.bottom() + 1, name.width(), m_theme.lineHeight(TextSize::Caption));
    paintLine(painter, place(note), m_note, m_theme.font(TextSize::Caption), m_theme.color(tone), layoutDirection());
    if (hasFocus()) {
        const double in = kFocusGap + kFocusWidth;
        paintFocusRing(painter, QRectF(rect()).adjusted(in, in, -in, -in), kGap1, m_theme);
    }
}

bool SectionButton::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

} // namespace pc::window
