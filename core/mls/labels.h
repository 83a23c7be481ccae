// SPDX-License-Identifier: GPL-3.0-or-later
// Functions that bind what they make to a label: RFC 9420, sections 5.1.3 (HPKE) and 8, 9.1 (derivation); signatures are in
// core/mls_public. The labels stand in its constants.h, without the "MLS 1.0 " that is put before them here.

#pragma once

#include "core/crypto/hpke.h"
#include "core/mls/ciphersuite.h"
#include "core/mls_public/commit.h"

#include <optional>

namespace pc::mls {

using crypto::WipingBytes;

// Section 8. The form with a key serves secrets from which several values come.
WipingBytes expandWithLabel(ByteView secret, std::string_view label, ByteView context, std::size_t length);
WipingBytes expandWithLabel(
    const crypto::HkdfKey &secret, std::string_view label, ByteView context, std::size_t length);
WipingBytes deriveSecret(ByteView secret, std::string_view label);

// Section 9.1
WipingBytes deriveTreeSecret(
    const crypto::HkdfKey &secret, std::string_view label, std::uint32_t generation, std::size_t length);

// Section 5.1.3. An agreement serves any number of recipients of the same label and context.
crypto::HpkeAgreement encryptionFor(const CipherSuite &suite, std::string_view label, ByteView context);

/// Nothing when `publicKey` is no key.
std::optional<HpkeCiphertext> encryptWithLabel(
    const crypto::HpkeAgreement &agreement, ByteView publicKey, ByteView plain, crypto::RandomSource &random);

/// Nothing when it does not open.
std::optional<WipingBytes> decryptWithLabel(
    const crypto::HpkeAgreement &agreement, const crypto::X25519KeyPair &recipient, const HpkeCiphertext &sealed);

} // namespace pc::mls
