// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a QR code out of a picture. The one door to ZXing-C++.

#pragma once

#include <QImage>
#include <QString>

#include <optional>

namespace pc::pictures {

inline constexpr int kMostReadSide = 2'400; ///< Pixels; larger pictures are made smaller before they are looked at.

/// The text of a code in it, wherever it stands and however it is turned. Nothing when there is none, or one that holds no text.
/// Takes up to some hundred milliseconds. Any thread.
std::optional<QString> readCode(const QImage &image);

} // namespace pc::pictures
