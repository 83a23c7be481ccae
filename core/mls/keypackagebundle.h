// SPDX-License-Identifier: GPL-3.0-or-later
// A key package with the private keys behind it: RFC 9420, section 10. Made to be published; kept until a Welcome for it has
// been used or it expires, then dropped, private keys and all.

#pragma once

#include "core/crypto/ed25519.h"
#include "core/mls/labels.h"
#include "core/mls_public/keypackage.h"

namespace pc::mls {

/// Who a client is in the leaves that it makes.
struct LeafIdentity
{
    Credential credential;
    Capabilities capabilities;
    Extensions extensions; ///< of the leaf
};

struct KeyPackageBundle
{
    KeyPackage keyPackage;
    crypto::X25519KeyPair initKeys;
    crypto::X25519KeyPair leafKeys;
    crypto::Ed25519Key signatureKey;

    KeyPackageBundle copy() const;
};

KeyPackageBundle makeKeyPackage(const CipherSuite &suite, const LeafIdentity &identity,
    const crypto::Ed25519Key &signatureKey, const Lifetime &lifetime, Extensions extensions,
    crypto::RandomSource &random);

/// From keys that were made elsewhere. Error: KeyPackageKeyWrong, when a private key does not belong to the package.
Result<KeyPackageBundle> bundleOf(
    KeyPackage keyPackage, ByteView initPrivateKey, ByteView leafPrivateKey, ByteView signatureSeed);

/// Holds private keys: for the sealed store alone.
WipingBytes encodeBundle(const KeyPackageBundle &bundle);

/// Errors: those of the codec, UnknownStateVersion, KeyPackageKeyWrong.
Result<KeyPackageBundle> decodeBundle(ByteView bytes);

} // namespace pc::mls
