// SPDX-License-Identifier: GPL-3.0-or-later
// AeadCipher: the seam at which a protocol of several ciphersuites takes its AEAD (RFC 5116). The product has one,
// ChaCha20-Poly1305 (RFC 8439); tests bring AES-128-GCM for MLS suite 1. A nonce must never repeat under a key. No Qt.

#pragma once

#include "core/crypto/bytes.h"

namespace pc::crypto {

class AeadCipher
{
public:
    AeadCipher() = default;
    AeadCipher(const AeadCipher &) = delete;
    AeadCipher &operator=(const AeadCipher &) = delete;
    virtual ~AeadCipher() = default;

    virtual std::size_t keyBytes() const = 0;
    virtual std::size_t nonceBytes() const = 0;
    virtual std::size_t tagBytes() const = 0;

    /// RFC 9180 section 7.3.
    virtual std::uint16_t hpkeId() const = 0;

    /// Writes ciphertext and tag; `out` is tagBytes() longer than `plain` and may begin at the same place. Sizes of key,
    /// nonce and `out` are the caller's to keep.
    virtual void seal(MutableByteView out, ByteView plain, ByteView associated, ByteView nonce, ByteView key) const = 0;

    /// Writes the plaintext, tagBytes() shorter than `sealed`, and may begin at the same place. False when it does not
    /// open, for any reason, lengths of nonce and `sealed` among them; `out` then holds nothing of the plaintext.
    [[nodiscard]] virtual bool open(
        MutableByteView out, ByteView sealed, ByteView associated, ByteView nonce, ByteView key) const = 0;
};

/// With the nonce of 12 bytes that RFC 8439 gives it.
const AeadCipher &chaCha20Poly1305();

} // namespace pc::crypto
