// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/deviceidentity.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/profile.h"
#include "core/store/store.h"

namespace pc::groups {

DeviceIdentity makeDeviceIdentity(UserId user, DeviceId device, UtcTime now, crypto::RandomSource &random)
{
    auto accountKey = crypto::Ed25519Key::generate(random);
    auto leafKey = crypto::Ed25519Key::generate(random);
    identity::DeviceCertificate certificate { user, device, {}, {}, now };
    std::ranges::copy(accountKey.publicKey(), certificate.accountKey.begin());
    std::ranges::copy(leafKey.publicKey(), certificate.leafKey.begin());
    crypto::Bytes encoded = identity::issue(certificate, accountKey);
    return { std::move(accountKey), std::move(leafKey), certificate, std::move(encoded) };
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
    return std::optional(DeviceIdentity { std::move(*accountKey), std::move(*leafKey), *certificate,
        crypto::toBytes(crypto::viewOf((*row)->certificate)) });
}

Result<void> saveDeviceIdentity(store::Store &store, const DeviceIdentity &identity)
{
    return store.deviceKeys.saveIdentity({ crypto::WipingBytes::copyOf(identity.accountKey.seed()),
        crypto::WipingBytes::copyOf(identity.leafKey.seed()), crypto::toByteArray(identity.encodedCertificate) });
}

mls::LeafIdentity leafIdentityOf(const DeviceIdentity &identity)
{
    return { mls::Credential { mls::BasicCredential { identity.encodedCertificate } },
        { { mls::ProtocolVersion::Mls10 }, { mls::kSuite }, {}, {}, { mls::CredentialType::Basic } }, {} };
}

} // namespace pc::groups
