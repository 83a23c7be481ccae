// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceIdentity: who this device is in the leaves that it makes: the key it signs with, and the certificate by which its
// person's account key says so. Made once at sign-in, kept in the sealed store. Until devices can be linked, each makes an
// account key of its own.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/identity/devicecertificate.h"
#include "core/mls/keypackagebundle.h"

#include <optional>

namespace pc::store {
class Store;
}

namespace pc::groups {

struct DeviceIdentity
{
    crypto::Ed25519Key accountKey;
    crypto::Ed25519Key leafKey;
    identity::DeviceCertificate certificate;
    crypto::Bytes encodedCertificate;
};

/// `now` by the relay's clock.
DeviceIdentity makeDeviceIdentity(UserId user, DeviceId device, UtcTime now, crypto::RandomSource &random);

/// Nothing when the store has none. Errors: the store's, Corrupt.
Result<std::optional<DeviceIdentity>> loadDeviceIdentity(store::Store &store);

Result<void> saveDeviceIdentity(store::Store &store, const DeviceIdentity &identity);

/// What its leaves show.
mls::LeafIdentity leafIdentityOf(const DeviceIdentity &identity);

} // namespace pc::groups
