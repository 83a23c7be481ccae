// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/iconbutton.h"

#include "ui/style/look.h"
#include "ui/style/plainlabel.h"

#include <QPainter>

namespace pc::style {

IconButton::IconButton(Icon icon, const QString &name, const Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , m_icon(icon)
    , m_theme(theme)
    , m_side(kControlHeight)
{
    setName(name);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void IconButton::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void IconButton::setSide(int pixels)
{
    m_side = pixels;
    updateGeometry();
}

void IconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
}

QSize IconButton::sizeHint() const
{
    return { m_theme.scaled(m_side), m_theme.scaled(m_side) };
}

void IconButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const bool hot = isEnabled() && (underMouse() || isDown() || isChecked());
    const QRectF disc = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor ink = m_theme.color(Tone::Secondary);
    if (m_kind == Kind::Filled) {
        const QColor accent = m_theme.color(Tone::Accent);
        painter.setBrush(hot ? mixed(accent, m_theme.color(Tone::Text), 0.15) : accent);
        painter.drawEllipse(disc);
        ink = m_theme.color(Tone::OnAccent);
    } else if (hot) {
        painter.setBrush(m_theme.color(Tone::Hover));
        painter.drawEllipse(disc);
        ink = m_theme.color(Tone::Text);
    }
    if (!isEnabled())
        painter.setOpacity(0.45);
    QRectF box(0, 0, m_theme.scaled(kIcon), m_theme.scaled(kIcon));
    box.moveCenter(QRectF(rect()).center());
    paintIcon(painter, m_icon, box, ink, layoutDirection());
    painter.setOpacity(1);
    if (hasFocus())
        paintFocusRing(painter, disc.adjusted(4, 4, -4, -4), disc.height() / 2, m_theme);
}

} // namespace pc::style
