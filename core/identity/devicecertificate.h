// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceCertificate: a person's account key says that a device is theirs, and which key it signs messages with. It is the
// identity in the device's MLS leaf (a basic credential, RFC 9420 section 5.3), so that every member and the relay read
// the same. One layout, all of fixed length, integers big-endian:
//
//   version 1 (u8) ‖ user (16) ‖ device (16) ‖ account key (32) ‖ leaf key (32) ‖ issued, ms since 1970 (u64) ‖
//   Ed25519 signature by the account key over "pc/device-certificate/1" and all that stands before it (64)

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"

namespace pc::identity {

inline constexpr std::size_t kDeviceCertificateBytes = 1 + 16 + 16 + 32 + 32 + 8 + 64;

struct DeviceCertificate
{
    UserId user;
    DeviceId device;
    crypto::Ed25519PublicKey accountKey {};
    crypto::Ed25519PublicKey leafKey {};
    UtcTime issued; ///< By the relay's clock; for people to see, nothing expires by it.

    bool operator==(const DeviceCertificate &) const = default;
};

/// `certificate.accountKey` is taken from the key that signs.
crypto::Bytes issue(DeviceCertificate certificate, const crypto::Ed25519Key &accountKey);

/// What these bytes say, without a look at the signature: for a leaf that was checked when it came into its tree. Errors:
/// Invalid (not this layout, or a null id), NewerVersion.
Result<DeviceCertificate> parseDeviceCertificate(crypto::ByteView bytes);

/// What these bytes say, once their signature was checked. Errors: Invalid (not this layout, or a null id), NewerVersion,
/// Corrupt (the signature is not of the account key in it).
Result<DeviceCertificate> readDeviceCertificate(crypto::ByteView bytes);

} // namespace pc::identity
