// SPDX-License-Identifier: GPL-3.0-or-later
// Ed25519 (RFC 8032) without Qt: detached signatures under a seed of 32 bytes. Verification refuses non-canonical
// encodings and keys of small order. sign.h is its Qt face.

#pragma once

#include "core/crypto/randomsource.h"

#include <array>
#include <optional>

namespace pc::crypto {

inline constexpr std::size_t kEd25519SeedBytes = 32;
inline constexpr std::size_t kEd25519PublicBytes = 32;
inline constexpr std::size_t kEd25519SignatureBytes = 64;
using Ed25519PublicKey = std::array<std::uint8_t, kEd25519PublicBytes>;
using Ed25519Signature = std::array<std::uint8_t, kEd25519SignatureBytes>;

/// A key ready to sign with. Holds libsodium's form, the seed and then the public key, so that signing derives neither.
class Ed25519Key
{
public:
    static Ed25519Key generate(RandomSource &random);

    /// Nothing when the seed has not 32 bytes.
    static std::optional<Ed25519Key> fromSeed(ByteView seed);

    ByteView seed() const { return m_secret.view().first(kEd25519SeedBytes); }
    ByteView publicKey() const { return m_secret.view().subspan(kEd25519SeedBytes); }
    Ed25519Key copy() const { return Ed25519Key(m_secret.copy()); }

    /// Deterministic: the same message gives the same signature.
    Ed25519Signature sign(ByteView message) const;

private:
    explicit Ed25519Key(WipingBytes secret)
        : m_secret(std::move(secret))
    {
    }

    WipingBytes m_secret;
};

/// False for a key or a signature of a wrong length, too.
[[nodiscard]] bool ed25519Verify(ByteView publicKey, ByteView message, ByteView signature);

} // namespace pc::crypto
