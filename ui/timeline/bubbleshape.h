// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a bubble: round, but for the corners where it touches its neighbours in a group.

#pragma once

#include <QPainterPath>
#include <QRectF>

namespace pc::ui {

struct BubbleCorners
{
    bool rightSide = false; ///< The side on which the group stands.
    bool joinsAbove = false;
    bool joinsBelow = false;
};

QPainterPath bubblePath(const QRectF &box, const BubbleCorners &corners);

} // namespace pc::ui
