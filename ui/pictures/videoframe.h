// SPDX-License-Identifier: GPL-3.0-or-later
// The brightness of a camera's frame: all that reading a code takes, and the one part that costs no conversion.

#pragma once

#include <QImage>
#include <QVideoFrame>

namespace pc::pictures {

inline constexpr int kMostFrameSide = 8'192;

/// Null for a kind of frame that no camera sends, for a larger one, and for one whose bytes are too few for its size.
QImage greyOf(QVideoFrame frame);

} // namespace pc::pictures
