// SPDX-License-Identifier: GPL-3.0-or-later
// A line drawing written as a short text, on a grid of 24: the few commands that our icons need, and no more.
//   M x y   L x y   Q cx cy x y   C ax ay bx by x y   Z      as in SVG, absolute
//   O cx cy r          circle            D cx cy r           filled dot
//   A cx cy r from by  arc in degrees, counter-clockwise from three o'clock
//   R x y w h r        rounded rectangle

#pragma once

#include <QPainterPath>
#include <QStringView>

namespace pc::style {

struct IconPath
{
    QPainterPath lines; ///< To be stroked.
    QPainterPath dots; ///< To be filled.
};

/// The drawing; nothing after the first command that cannot be read.
IconPath parseIconPath(QLatin1StringView text);

} // namespace pc::style
