// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that a person picks: from a file, the clipboard or by dropping them. Foreign bytes, so bounded before they are decoded.

#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QImage>
#include <QString>

#include <optional>
#include <variant>

class QIODevice;
class QMimeData;

namespace pc::pictures {

inline constexpr qint64 kMostFileBytes = 32 * 1024 * 1024;
inline constexpr qint64 kMostPixels = 64 * 1024 * 1024; ///< What a good camera makes.
inline constexpr int kMostDecoderMegabytes = 256; ///< kMostPixels of four bytes.

/// Open for reading. PNG, JPEG, WebP or BMP, upright, at most kMostReadSide large. Errors: TooLarge (bytes or pixels), Unsupported
/// (another kind of file, several pictures in one, or a damaged one).
Result<QImage> loadPicture(QIODevice &device);

/// A picture, or the path of one.
using PickedPicture = std::variant<QImage, QString>;

/// What was dropped or copied, when it is one picture, or one file of this computer.
std::optional<PickedPicture> pictureIn(const QMimeData &data);

/// The text of the code in it, read on a thread of its own: a picture that was made for it can keep the reader busy for hours, so
/// whoever asks has a limit to their patience, and nobody waits for the thread at the end of the program. Errors: Disk (cannot be opened), NotFound (there is no code in it), and
/// those of loadPicture().
QFuture<Result<QString>> readPicture(PickedPicture picked);

} // namespace pc::pictures
