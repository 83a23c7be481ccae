// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/qrview.h"

#include "ui/style/metrics.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace pc::pictures {

QrView::QrView(int side, QWidget *parent)
    : QWidget(parent)
    , m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrView::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_code = QrCode::of(text);
    updateGeometry();
    update();
}

/// Of the screen's own pixels, a square.
int QrView::scale() const
{
    return std::max(1, int(m_side * devicePixelRatioF()) / m_code->side());
}

QSize QrView::sizeHint() const
{
    if (!m_code)
        return { 0, 0 };
    const int side = int(std::ceil(m_code->side() * scale() / devicePixelRatioF()));
    return { side, side };
}

void QrView::paintEvent(QPaintEvent *)
{
    if (!m_code)
        return;
    const double ratio = devicePixelRatioF();
    const int square = scale();
    const int side = m_code->side() * square;
    // Upon a whole pixel of the screen, else the squares' edges are washed out.
    const auto centred = [&](int room) { return std::floor((room * ratio - side) / 2) / ratio; };
    const QPointF corner(centred(width()), centred(height()));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(corner, QSizeF(side, side) / ratio), style::kButtonRadius, style::kButtonRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int zone = kQuietZone * square;
    QImage inside = m_code->image(square).copy(zone, zone, side - 2 * zone, side - 2 * zone);
    inside.setDevicePixelRatio(ratio);
    painter.drawImage(corner + QPointF(zone, zone) / ratio, inside);
}

} // namespace pc::pictures
