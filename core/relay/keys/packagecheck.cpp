// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/packagecheck.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/keypackagevalidation.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/mls_public/signing.h"
#include "core/relay/keys/grouppolicy.h"

namespace pc::relay::keys {

namespace {

/// A device's credential of 169 bytes, three keys, two signatures and lists: about half of this.
constexpr std::size_t kMostPackageBytes = 2'048;

Error refused(const char *why)
{
    return { Errc::Invalid, QString::fromLatin1(why) };
}

} // namespace

Result<PublishedPackage> checkPackage(QByteArrayView bytes, UserId user, DeviceId device, UtcTime now)
{
    mls::Limits limits;
    limits.bytes = kMostPackageBytes;
    const auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(bytes), limits);
    const auto *package = message ? std::get_if<mls::KeyPackage>(&message->content) : nullptr;
    if (!package)
        return refused("not a key package");
    const EntitledDevices own { { device, user } };
    const GroupPolicy policy(own);
    const mls::Rules rules { .credentials = policy, .proposals = policy, .lifetimes = lifetimeRules(now) };
    if (!mls::validateKeyPackage(*package, mls::kSuite, rules))
        return refused("the key package is not valid, or is of another device");
    const auto *fresh = std::get_if<mls::FromKeyPackage>(&package->leafNode.origin);
    if (!fresh)
        return refused("a key package without a lifetime");
    PublishedPackage published;
    published.ref = crypto::toByteArray(mls::refOf(*package).hash);
    published.user = user;
    published.device = device;
    published.isLastResort = package->extensions.find(mls::kLastResort) != nullptr;
    published.expires = UtcTime { std::chrono::seconds(fresh->lifetime.notAfter) };
    published.package = bytes.toByteArray();
    return published;
}

} // namespace pc::relay::keys
