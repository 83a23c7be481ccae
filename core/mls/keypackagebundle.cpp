// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/keypackagebundle.h"

#include "core/mls/secretcodec.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

constexpr std::uint16_t kBundleVersion = 1;

} // namespace

KeyPackageBundle KeyPackageBundle::copy() const
{
    return { keyPackage, initKeys.copy(), leafKeys.copy(), signatureKey.copy() };
}

KeyPackageBundle makeKeyPackage(const CipherSuite &suite, const LeafIdentity &identity,
    const crypto::Ed25519Key &signatureKey, const Lifetime &lifetime, Extensions extensions,
    crypto::RandomSource &random)
{
    KeyPackageBundle bundle { {}, crypto::X25519KeyPair::generate(random), crypto::X25519KeyPair::generate(random),
        signatureKey.copy() };
    KeyPackage &package = bundle.keyPackage;
    package.cipherSuite = suite.id();
    package.initKey = crypto::toBytes(bundle.initKeys.publicKey);
    package.extensions = std::move(extensions);
    LeafNode &leaf = package.leafNode;
    leaf.encryptionKey = crypto::toBytes(bundle.leafKeys.publicKey);
    leaf.signatureKey = crypto::toBytes(signatureKey.publicKey());
    leaf.credential = identity.credential;
    leaf.capabilities = identity.capabilities;
    leaf.origin = FromKeyPackage { lifetime };
    leaf.extensions = identity.extensions;
    leaf.signature = signWithLabel(signatureKey, label::kLeafNode, toBeSigned(leaf, {}, {}));
    package.signature = signWithLabel(signatureKey, label::kKeyPackage, toBeSigned(package));
    return bundle;
}

Result<KeyPackageBundle> bundleOf(
    KeyPackage keyPackage, ByteView initPrivateKey, ByteView leafPrivateKey, ByteView signatureSeed)
{
    const auto initKey = crypto::x25519PublicKey(initPrivateKey);
    const auto leafKey = crypto::x25519PublicKey(leafPrivateKey);
    auto signatureKey = crypto::Ed25519Key::fromSeed(signatureSeed);
    if (!initKey || !crypto::equal(*initKey, keyPackage.initKey) || !leafKey
        || !crypto::equal(*leafKey, keyPackage.leafNode.encryptionKey) || !signatureKey
        || !crypto::equal(signatureKey->publicKey(), keyPackage.leafNode.signatureKey))
        return Failure::KeyPackageKeyWrong;
    return KeyPackageBundle { std::move(keyPackage), { WipingBytes::copyOf(initPrivateKey), *initKey },
        { WipingBytes::copyOf(leafPrivateKey), *leafKey }, std::move(*signatureKey) };
}

WipingBytes encodeBundle(const KeyPackageBundle &bundle)
{
    SecretWriter out;
    out(kBundleVersion, bundle.keyPackage, bundle.initKeys.privateKey, bundle.leafKeys.privateKey,
        WipingBytes::copyOf(bundle.signatureKey.seed()));
    return std::move(out).finish();
}

Result<KeyPackageBundle> decodeBundle(ByteView bytes)
{
    SecretReader in(bytes);
    std::uint16_t version = 0;
    KeyPackage keyPackage;
    WipingBytes initKey;
    WipingBytes leafKey;
    WipingBytes seed;
    in(version);
    in.check(version == kBundleVersion, Failure::UnknownStateVersion);
    in(keyPackage, initKey, leafKey, seed);
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    return bundleOf(std::move(keyPackage), initKey.view(), leafKey.view(), seed.view());
}

} // namespace pc::mls
