// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceIdentity: who this device is in the leaves that it makes: the key it signs with, and the certificate by which its
// person's account key says so. Made once, when the device is signed in and has the account key; kept in the sealed store.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/x25519.h"
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
    crypto::X25519KeyPair boxKey; ///< Empty in what an earlier version left.
    identity::DeviceCertificate certificate;
    crypto::Bytes encodedCertificate;
};

/// `now` by the relay's clock.
DeviceIdentity makeDeviceIdentity(
    UserId user, DeviceId device, UtcTime now, crypto::Ed25519Key accountKey, crypto::RandomSource &random);

/// The same with keys that the device has already.
DeviceIdentity makeDeviceIdentity(UserId user, DeviceId device, UtcTime now, crypto::Ed25519Key accountKey,
    crypto::Ed25519Key leafKey, crypto::X25519KeyPair boxKey);

/// Nothing when the store has none. Errors: the store's, Corrupt.
Result<std::optional<DeviceIdentity>> loadDeviceIdentity(store::Store &store);

/// The store's device is this one from now on: out of every group that it was in as another, with none of its packages. In the
/// caller's transaction.
Result<void> adoptDeviceIdentity(store::Store &store, const DeviceIdentity &identity);

/// What its leaves show.
mls::LeafIdentity leafIdentityOf(const DeviceIdentity &identity);

} // namespace pc::groups
