// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/qrview.h"

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
    QImage image = m_code->image(scale());
    const double ratio = devicePixelRatioF();
    image.setDevicePixelRatio(ratio);
    // Upon a whole pixel of the screen, else the squares' edges are washed out.
    const auto centred = [&](int room, int taken) { return std::floor((room * ratio - taken) / 2) / ratio; };
    QPainter painter(this);
    painter.drawImage(QPointF(centred(width(), image.width()), centred(height(), image.height())), image);
}

} // namespace pc::pictures
