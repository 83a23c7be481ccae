// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4), whole or piece by piece. No Qt.

#pragma once

#include "core/crypto/bytes.h"

#include <array>

namespace pc::crypto {

inline constexpr std::size_t kDigestBytes = 32;
using Digest = std::array<std::uint8_t, kDigestBytes>;

/// Several pieces as if they stood in one row. Use once: finish() ends it.
class Sha256
{
public:
    Sha256();

    Sha256 &update(ByteView bytes);
    Digest finish();

private:
    alignas(16) std::array<std::uint8_t, 128> m_state {}; ///< libsodium's, which only this room's sources include.
};

Digest sha256Of(ByteView bytes);

} // namespace pc::crypto
