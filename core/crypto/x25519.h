// SPDX-License-Identifier: GPL-3.0-or-later
// X25519 (RFC 7748 section 6.1). A product of all zeros, as a public key of small order gives it, is refused. No Qt.

#pragma once

#include "core/crypto/randomsource.h"

#include <array>
#include <optional>

namespace pc::crypto {

inline constexpr std::size_t kX25519Bytes = 32; ///< Of a private key, a public key and a product.
using X25519PublicKey = std::array<std::uint8_t, kX25519Bytes>;

struct X25519KeyPair
{
    WipingBytes privateKey;
    X25519PublicKey publicKey {};

    static X25519KeyPair generate(RandomSource &random);
    X25519KeyPair copy() const { return { privateKey.copy(), publicKey }; }
};

/// Nothing when the private key has not 32 bytes.
std::optional<X25519PublicKey> x25519PublicKey(ByteView privateKey);

/// Nothing for a key of another length than 32 bytes, and for a product of all zeros.
std::optional<WipingBytes> x25519(ByteView privateKey, ByteView publicKey);

} // namespace pc::crypto
