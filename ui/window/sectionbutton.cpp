// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sectionbutton.h"

#include "ui/style/look.h"
#include "ui/style/textblock.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace pc::window {

using namespace style;

SectionButton::SectionButton(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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

QRect SectionButton::textArea(int width) const
{
    // In line with the names of the list below.
    const int left = kGap4 + m_theme.scaled(kAvatarMedium) + kGap3;
    const int end = width - kGap3 - m_theme.scaled(kIconSmall) - kGap2;
    return { left, kGap2, std::max(end - left, 1), 0 };
}

int SectionButton::nameHeight(int width) const
{
    const QFontMetrics metrics(m_theme.font(TextSize::Body, Weight::Strong));
    const QRect room(0, 0, textArea(width).width(), QWIDGETSIZE_MAX);
    const int lines = metrics.boundingRect(room, Qt::TextWordWrap, text()).height() / metrics.lineSpacing();
    return std::max(lines, 1) * m_theme.lineHeight(TextSize::Body);
}

int SectionButton::heightForWidth(int width) const
{
    return nameHeight(width) + m_theme.lineHeight(TextSize::Caption) + 2 * kGap2;
}

QSize SectionButton::sizeHint() const
{
    return { kDetailsWidth, heightForWidth(kDetailsWidth) };
}

void SectionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto place = [this](const QRect &r) { return mirrored(r, rect(), layoutDirection()); };
    painter.fillRect(rect(), m_theme.color(underMouse() || isDown() ? Tone::Hover : Tone::Panel));
    const Tone tone = m_isNotice ? Tone::NoticeText : Tone::Secondary;
    const int side = m_theme.scaled(kIcon);
    const int middle = rect().center().y() + 1;
    const QRect icon(kGap4 + (m_theme.scaled(kAvatarMedium) - side) / 2, middle - side / 2, side, side);
    paintIcon(painter, m_icon, place(icon), m_theme.color(tone));
    const int arrowSide = m_theme.scaled(kIconSmall);
    const QRect arrow(width() - kGap3 - arrowSide, middle - arrowSide / 2, arrowSide, arrowSide);
    paintIcon(painter, Icon::Forward, place(arrow), m_theme.color(Tone::Faint), layoutDirection());

    QRect name = textArea(width());
    name.setHeight(nameHeight(width()));
    painter.setFont(m_theme.font(TextSize::Body, Weight::Strong));
    painter.setPen(m_theme.color(Tone::Text));
    const auto aside = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    painter.drawText(place(name), int(aside | Qt::AlignVCenter) | int(Qt::TextWordWrap), text());
    const QRect note(name.left(), name.bottom() + 1, name.width(), m_theme.lineHeight(TextSize::Caption));
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
