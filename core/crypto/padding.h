// SPDX-License-Identifier: GPL-3.0-or-later
// Padding that hides a length within its class: up to 1 KB in steps of 64 bytes, above it in steps of an eighth of the
// power of two below, so that at most an eighth is added. For formats with zero padding of their own (MLS private
// messages) the size alone; for others 0x80 and zeros (ISO/IEC 7816-4), which can be taken off again. No Qt.

#pragma once

#include "core/crypto/wipingbytes.h"

#include <optional>

namespace pc::crypto {

/// The smallest size of a class that holds `size` bytes.
std::size_t paddedSize(std::size_t size);

/// With at least one byte of padding, up to paddedSize() of it.
WipingBytes pad(ByteView plain);

/// Nothing when these bytes do not end in such padding.
std::optional<WipingBytes> unpad(ByteView padded);

} // namespace pc::crypto
