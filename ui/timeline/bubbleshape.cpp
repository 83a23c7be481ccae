// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/bubbleshape.h"

#include "ui/style/metrics.h"

#include <algorithm>

namespace pc::ui {

QPainterPath bubblePath(const QRectF &box, const BubbleCorners &corners)
{
    const double most = std::min(box.width(), box.height()) / 2;
    const auto radius = [&](bool joined) {
        return std::min<double>(joined ? style::kBubbleInnerRadius : style::kBubbleRadius, most);
    };
    const double topLeft = radius(!corners.rightSide && corners.joinsAbove);
    const double topRight = radius(corners.rightSide && corners.joinsAbove);
    const double bottomRight = radius(corners.rightSide && corners.joinsBelow);
    const double bottomLeft = radius(!corners.rightSide && corners.joinsBelow);
    const auto corner = [](double x, double y, double r) { return QRectF(x, y, 2 * r, 2 * r); };

    QPainterPath path;
    path.moveTo(box.left() + topLeft, box.top());
    path.lineTo(box.right() - topRight, box.top());
    path.arcTo(corner(box.right() - 2 * topRight, box.top(), topRight), 90, -90);
    path.lineTo(box.right(), box.bottom() - bottomRight);
    path.arcTo(corner(box.right() - 2 * bottomRight, box.bottom() - 2 * bottomRight, bottomRight), 0, -90);
    path.lineTo(box.left() + bottomLeft, box.bottom());
    path.arcTo(corner(box.left(), box.bottom() - 2 * bottomLeft, bottomLeft), 270, -90);
    path.lineTo(box.left(), box.top() + topLeft);
    path.arcTo(corner(box.left(), box.top(), topLeft), 180, -90);
    path.closeSubpath();
    return path;
}

} // namespace pc::ui
