// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/frameview.h"

#include "ui/style/metrics.h"

#include <QPainter>
#include <QPainterPath>

namespace pc::pictures {

FrameView::FrameView(int height, QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(height);
}

void FrameView::setFrame(const QImage &frame)
{
    m_frame = frame;
    update();
}

// As large as fills the whole view: what is cut off lies at the sides.
void FrameView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath card;
    card.addRoundedRect(rect(), style::kCardRadius, style::kCardRadius);
    painter.setClipPath(card);
    painter.fillRect(rect(), Qt::black);
    if (m_frame.isNull())
        return;
    QRectF place({}, QSizeF(m_frame.size()).scaled(size(), Qt::KeepAspectRatioByExpanding));
    place.moveCenter(QRectF(rect()).center());
    painter.translate(width(), 0);
    painter.scale(-1, 1);
    painter.drawImage(place, m_frame);
}

} // namespace pc::pictures
