// SPDX-License-Identifier: GPL-3.0-or-later
// HPKE (RFC 9180) in mode base: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, and the AEAD of the caller's suite. Not here:
// other modes, other curves. No Qt.

#pragma once

#include "core/crypto/aeadcipher.h"
#include "core/crypto/hkdf.h"
#include "core/crypto/x25519.h"

namespace pc::crypto {

/// DeriveKeyPair (RFC 9180 section 7.1.3): always the same pair for the same input.
X25519KeyPair hpkeDeriveKeyPair(ByteView inputKey);

/// What sender and receiver agree on beforehand: the AEAD and `info` (key_schedule_context of section 5.1). Made once for
/// any number of recipients.
class HpkeAgreement
{
public:
    HpkeAgreement(const AeadCipher &aead, ByteView info);

    const AeadCipher &aead() const { return *m_aead; }

private:
    friend class HpkeContext;

    const AeadCipher *m_aead;
    std::array<std::uint8_t, 1 + 2 * kDigestBytes> m_context {};
};

/// One shared secret at work. A sender's context seals, a receiver's opens, both export; messages are counted.
class HpkeContext
{
public:
    HpkeContext(const HpkeAgreement &agreement, const WipingBytes &sharedSecret);

    Bytes seal(ByteView associated, ByteView plain);

    /// Nothing when it does not open; the count then stays.
    std::optional<WipingBytes> open(ByteView associated, ByteView sealed);

    /// Section 5.3; `length` is at most kMostHkdfBytes.
    WipingBytes exportSecret(ByteView context, std::size_t length) const;

private:
    Bytes nonce() const;

    HpkeAgreement m_agreement;
    WipingBytes m_secret;
    WipingBytes m_key;
    WipingBytes m_baseNonce;
    std::uint64_t m_sequence = 0;
};

struct HpkeSender
{
    X25519PublicKey enc {}; ///< What the receiver needs: the ephemeral public key.
    HpkeContext context;
};

/// Nothing when the recipient's key is none (its product with anything is zero, or its length is wrong). The ephemeral
/// pair is used up.
std::optional<HpkeSender> hpkeSender(const HpkeAgreement &agreement, ByteView recipientKey, X25519KeyPair ephemeral);

/// Nothing when `enc` is no public key.
std::optional<HpkeContext> hpkeReceiver(const HpkeAgreement &agreement, const X25519KeyPair &recipient, ByteView enc);

struct HpkeSealed
{
    X25519PublicKey enc {};
    Bytes ciphertext;
};

/// One message to one recipient (section 6.1); nothing for what is no key.
std::optional<HpkeSealed> hpkeSeal(
    const HpkeAgreement &agreement, ByteView recipientKey, ByteView associated, ByteView plain, RandomSource &random);

std::optional<WipingBytes> hpkeOpen(
    const HpkeAgreement &agreement, const X25519KeyPair &recipient, ByteView enc, ByteView associated, ByteView sealed);

} // namespace pc::crypto
