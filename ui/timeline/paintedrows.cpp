// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/paintedrows.h"

#include <QPainter>

#include <cmath>
#include <memory>

namespace pc::ui {

namespace {

constexpr int kMostKilobytes = 16 * 1024;
constexpr int kTallest = 1'000; ///< Pixels; a longer text is drawn where it shows.

} // namespace

PaintedRows::PaintedRows()
    : m_rows(kMostKilobytes)
{
}

const QPixmap *PaintedRows::find(const LayoutCache::Key &key, const RowLayout &layout, const style::Theme &theme,
    const QColor &ground, double pixelRatio)
{
    if (const QPixmap *known = m_rows.object(key); known && known->devicePixelRatio() == pixelRatio)
        return known;
    if (layout.height() > kTallest || layout.height() <= 0 || layout.isAnimated())
        return nullptr;
    const QSize size(key.width, layout.height());
    auto painted = std::make_unique<QPixmap>(
        QSize(int(std::ceil(size.width() * pixelRatio)), int(std::ceil(size.height() * pixelRatio))));
    painted->setDevicePixelRatio(pixelRatio);
    painted->fill(ground);
    QPainter painter(painted.get());
    layout.paint(painter, { .theme = theme, .clip = QRectF(QPointF(), size), .selection = {} });
    painter.end();
    const qsizetype kilobytes = 1 + qsizetype(painted->width()) * painted->height() * 4 / 1024;
    const QPixmap *kept = painted.get();
    // The cache owns it; one that is heavier than the whole cache would be destroyed at once.
    return kilobytes < kMostKilobytes && m_rows.insert(key, painted.release(), kilobytes) ? kept : nullptr;
}

} // namespace pc::ui
