// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/jumpbutton.h"

#include "ui/style/badge.h"
#include "ui/style/icon.h"
#include "ui/style/look.h"

#include <QPainter>

namespace pc::ui {

namespace {

using style::Tone;

constexpr int kShadow = 3; ///< Room around the disc, also for the focus ring.

} // namespace

JumpButton::JumpButton(const style::Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setCount(0);
    connect(&theme, &style::Theme::changed, this, qOverload<>(&QWidget::update));
}

void JumpButton::setCount(qint64 count)
{
    if (count == m_count)
        return;
    m_count = count;
    const QString name
        = count > 0 ? tr("To the latest message, %n new", nullptr, int(count)) : tr("To the latest message");
    setAccessibleName(name);
    setToolTip(name);
    resize(sizeHint());
    update();
}

QSize JumpButton::sizeHint() const
{
    const int side = m_theme.scaled(style::kControlHeight) + 2 * (kShadow + style::kFocusGap);
    return { side, side + m_theme.scaled(style::kBadgeHeight) / 2 };
}

void JumpButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = m_theme.scaled(style::kControlHeight);
    const QRectF disc((width() - side) / 2.0, height() - side - kShadow - style::kFocusGap, side, side);
    paintDisc(painter, disc);
    style::paintIcon(painter, style::Icon::ArrowDown,
        QRectF(disc.center() - QPointF(style::kIcon, style::kIcon) / 2, QSizeF(style::kIcon, style::kIcon)),
        m_theme.color(Tone::Secondary));
    if (m_count > 0) {
        const int badge = style::badgeWidth(m_count, m_theme);
        style::paintBadge(
            painter, QRect((width() - badge) / 2, 0, badge, m_theme.scaled(style::kBadgeHeight)), m_count, m_theme);
    }
    if (hasFocus())
        style::paintFocusRing(painter, disc, side / 2, m_theme);
}

void JumpButton::paintDisc(QPainter &painter, const QRectF &disc) const
{
    painter.setPen(Qt::NoPen);
    for (int ring = kShadow; ring > 0; --ring) {
        painter.setBrush(QColor(0, 0, 0, 14));
        painter.drawEllipse(disc.adjusted(-ring, -ring + 1, ring, ring + 1));
    }
    painter.setPen(QPen(m_theme.color(Tone::Line), 1));
    painter.setBrush(m_theme.color(isDown() || underMouse() ? Tone::Hover : Tone::Panel));
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace pc::ui
