// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/deviceidentity.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/profile.h"
#include "core/store/store.h"

namespace pc::groups {

DeviceIdentity makeDeviceIdentity(UserId user, DeviceId device, UtcTime now, crypto::Ed25519Key accountKey,
    crypto::Ed25519Key leafKey, crypto::X25519KeyPair boxKey)
{
    identity::DeviceCertificate certificate { user, device, {}, {}, now };
    std::ranges::copy(accountKey.publicKey(), certificate.accountKey.begin());
    std::ranges::copy(leafKey.publicKey(), certificate.leafKey.begin());
    crypto::Bytes encoded = identity::issue(certificate, accountKey);
    return { std::move(accountKey), std::move(leafKey), std::move(boxKey), certificate, std::move(encoded) };
}

DeviceIdentity makeDeviceIdentity(
    UserId user, DeviceId device, UtcTime now, crypto::Ed25519Key accountKey, crypto::RandomSource &random)
{
    auto leafKey = crypto::Ed25519Key::generate(random);
    auto boxKey = crypto::X25519KeyPair::generate(random);
    return makeDeviceIdentity(user, device, now, std::move(accountKey), std::move(leafKey), std::move(boxKey));
}

Result<std::optional<DeviceIdentity>> loadDeviceIdentity(store::Store &store)
{
    auto row = store.deviceKeys.identity();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<DeviceIdentity>();
    auto accountKey = crypto::Ed25519Key::fromSeed((*row)->accountSeed.view());
    auto leafKey = crypto::Ed25519Key::fromSeed((*row)->leafSeed.view());
    auto certificate = identity::readDeviceCertificate(crypto::viewOf((*row)->certificate));
    if (!accountKey || !leafKey || !certificate || !crypto::equal(certificate->leafKey, leafKey->publicKey())
        || !crypto::equal(certificate->accountKey, accountKey->publicKey()))
        return { Errc::Corrupt, QStringLiteral("the device's keys do not belong together") };
    crypto::X25519KeyPair boxKey;
    if (const auto publicKey = crypto::x25519PublicKey((*row)->boxKey.view()))
        boxKey = { (*row)->boxKey.copy(), *publicKey };
    return std::optional(DeviceIdentity { std::move(*accountKey), std::move(*leafKey), std::move(boxKey), *certificate,
        crypto::toBytes(crypto::viewOf((*row)->certificate)) });
}

Result<void> adoptDeviceIdentity(store::Store &store, const DeviceIdentity &identity)
{
    if (auto removed = store.deviceKeys.removeAllPackages(); !removed)
        return removed;
    if (auto removed = store.handshakes.removeAllPending(); !removed)
        return removed;
    if (auto left = store.groups.leaveAll(); !left)
        return left;
    return store.deviceKeys.saveIdentity(
        { crypto::WipingBytes::copyOf(identity.accountKey.seed()), crypto::WipingBytes::copyOf(identity.leafKey.seed()),
            identity.boxKey.privateKey.copy(), crypto::toByteArray(identity.encodedCertificate) });
}

mls::LeafIdentity leafIdentityOf(const DeviceIdentity &identity)
{
    return { mls::Credential { mls::BasicCredential { identity.encodedCertificate } },
        { { mls::ProtocolVersion::Mls10 }, { mls::kSuite }, {}, {}, { mls::CredentialType::Basic } }, {} };
}

} // namespace pc::groups
