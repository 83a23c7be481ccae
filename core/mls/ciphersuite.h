// SPDX-License-Identifier: GPL-3.0-or-later
// A ciphersuite: RFC 9420, sections 5.1 and 17.1. Both that this library can hold have X25519, HKDF-SHA256, SHA-256 and
// Ed25519; what differs is the AEAD, so a suite carries it. The product has productSuite() and refuses the other; tests
// make suite 0x0001 with an AES of their own.

#pragma once

#include "core/crypto/aeadcipher.h"
#include "core/mls_public/constants.h"

namespace pc::mls {

class CipherSuite
{
public:
    /// `aead` outlives every copy of this value.
    CipherSuite(CipherSuiteId id, const crypto::AeadCipher &aead)
        : m_id(id)
        , m_aead(&aead)
    {
    }

    CipherSuiteId id() const { return m_id; }
    const crypto::AeadCipher &aead() const { return *m_aead; }

private:
    CipherSuiteId m_id;
    const crypto::AeadCipher *m_aead;
};

/// MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519
inline CipherSuite productSuite()
{
    return { CipherSuiteId::X25519ChaCha20, crypto::chaCha20Poly1305() };
}

} // namespace pc::mls
