// SPDX-License-Identifier: GPL-3.0-or-later
// HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869) upon it; libsodium has the latter only from 1.0.19 on. No Qt.

#pragma once

#include "core/crypto/sha256.h"
#include "core/crypto/wipingbytes.h"

#include <initializer_list>

namespace pc::crypto {

/// What hkdfExpand() gives at the most.
inline constexpr std::size_t kMostHkdfBytes = 255 * kDigestBytes;

/// A key of any length. The digest is public as a tag; whoever takes it for a secret wipes it.
Digest hmacSha256(ByteView key, ByteView message);

/// The pseudorandom key, 32 bytes. The input is taken in pieces, so that nobody joins secrets to hand them over.
WipingBytes hkdfExtract(ByteView salt, std::initializer_list<ByteView> inputKey);
inline WipingBytes hkdfExtract(ByteView salt, ByteView inputKey)
{
    return hkdfExtract(salt, { inputKey });
}

/// A pseudorandom key that is expanded more than once: its own blocks are hashed once. Wiped when it goes.
class HkdfKey
{
public:
    explicit HkdfKey(ByteView pseudorandomKey);
    HkdfKey(const HkdfKey &) = delete;
    HkdfKey &operator=(const HkdfKey &) = delete;
    ~HkdfKey() { wipe(m_state); }

    /// Fills `out`, at most kMostHkdfBytes; more is our own bug.
    void expandInto(MutableByteView out, ByteView info) const;

private:
    alignas(16) std::array<std::uint8_t, 224> m_state {}; ///< libsodium's, which only this room's sources include.
};

/// `length` bytes, at most kMostHkdfBytes; more is our own bug.
WipingBytes hkdfExpand(ByteView pseudorandomKey, ByteView info, std::size_t length);

/// The same into memory that the caller owns.
void hkdfExpandInto(MutableByteView out, ByteView pseudorandomKey, ByteView info);

} // namespace pc::crypto
