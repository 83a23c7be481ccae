// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts: what a device in a group is worth, by what this device knows of its person. An interface, because groups are tested
// where this is not the matter; AccountBook is the one implementation.
//
// Thread: session's.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/identity/devicecertificate.h"

#include <optional>

namespace pc::trust {

enum class Verdict : quint8 {
    Good, ///< Its person's key is the one that was first seen or confirmed, and their list has the device.
    Unchecked, ///< Their list is to be asked for: as it is known here it does not have the device.
    NotListed, ///< It was asked for, and does not have the device either.
    Revoked, ///< Its person took it out of their list.
    KeyChanged, ///< Its person shows another account key than before.
    TwoLists, ///< The relay shows a list of theirs that does not go on from the one known here.
};

/// Nothing is sent to a device before somebody confirmed it, or it goes.
constexpr bool isInDoubt(Verdict verdict)
{
    return verdict == Verdict::NotListed || verdict == Verdict::KeyChanged || verdict == Verdict::TwoLists;
}

class Accounts
{
public:
    virtual ~Accounts() = default;

    /// Errors here and below: the store's, Corrupt.
    virtual Result<Verdict> verdictOn(const identity::DeviceCertificate &certificate) = 0;

    /// The key that this device of that person signs with: their list says so, or else their account key, in what the device shows in
    /// a group (`leaf`, checked when it came in). Nothing where neither does, where they took it out, and while their key is in doubt.
    virtual Result<std::optional<crypto::Ed25519PublicKey>> signingKeyOf(
        UserId user, DeviceId device, const std::optional<identity::DeviceCertificate> &leaf)
        = 0;

    /// A device of this person came into a group. In the caller's transaction.
    virtual Result<void> seen(const identity::DeviceCertificate &certificate, UtcTime at) = 0;

    /// This device's own person, whose key needs no one's word. In the caller's transaction.
    virtual Result<void> own(UserId user, const crypto::Ed25519PublicKey &accountKey, UtcTime at) = 0;

    /// Drops what is in memory. After a transaction that did not commit.
    virtual void forget() = 0;
};

} // namespace pc::trust
