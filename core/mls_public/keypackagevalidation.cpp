// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/keypackagevalidation.h"

#include "core/mls_public/leafvalidation.h"
#include "core/mls_public/publickey.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

Result<void> validateKeyPackage(const KeyPackage &keyPackage, CipherSuiteId suite, const Rules &rules)
{
    if (keyPackage.version != ProtocolVersion::Mls10)
        return Failure::KeyPackageVersionWrong;
    if (keyPackage.cipherSuite != suite)
        return Failure::KeyPackageSuiteWrong;
    if (!isEncryptionKey(keyPackage.initKey))
        return Failure::PublicKeyInvalid;
    if (keyPackage.initKey == keyPackage.leafNode.encryptionKey)
        return Failure::InitKeyReused;
    // Leaves of key packages are signed for no group, so their place does not count.
    if (const Result<void> leaf = validateLeaf(keyPackage.leafNode, LeafNodeSource::KeyPackage, {}, rules); !leaf)
        return leaf;
    const Bytes content = toBeSigned(keyPackage);
    if (!verifyWithLabel(keyPackage.leafNode.signatureKey, label::kKeyPackage, content, keyPackage.signature))
        return Failure::KeyPackageSignatureInvalid;
    return {};
}

} // namespace pc::mls
