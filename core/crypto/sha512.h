// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-512 (FIPS 180-4) over pieces that lie apart. No Qt.

#pragma once

#include "core/crypto/bytes.h"

#include <array>

namespace pc::crypto {

inline constexpr std::size_t kLongDigestBytes = 64;
using LongDigest = std::array<std::uint8_t, kLongDigestBytes>;

LongDigest sha512Of(std::initializer_list<ByteView> pieces);

} // namespace pc::crypto
