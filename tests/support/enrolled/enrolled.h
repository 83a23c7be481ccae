// SPDX-License-Identifier: GPL-3.0-or-later
// A device that is one of its person's, for tests that are about something else: the account key is made out of the person's id,
// so that all of their devices have the same.

#pragma once

#include "core/groups/deviceidentity.h"
#include "core/groups/groupkeeper.h"
#include "core/store/store.h"
#include "tests/support/enrolled/paperlists.h"

namespace pc::test {

inline crypto::Ed25519Key accountKeyOf(UserId user)
{
    return *crypto::Ed25519Key::fromSeed(crypto::sha256Of(user.raw().bytes));
}

/// Makes the identity of this device when the store has none for it, and puts it into its person's list.
inline Result<void> enrol(const groups::GroupKeeperParts &parts, PaperLists &lists)
{
    auto stored = groups::loadDeviceIdentity(parts.store);
    if (!stored)
        return stored.error();
    if (!*stored || (*stored)->certificate.user != parts.user || (*stored)->certificate.device != parts.device) {
        const auto identity = groups::makeDeviceIdentity(
            parts.user, parts.device, parts.clock.utcNow(), accountKeyOf(parts.user), parts.keys);
        if (auto kept = parts.store.transact([&] { return groups::adoptDeviceIdentity(parts.store, identity); }); !kept)
            return kept;
        stored = groups::loadDeviceIdentity(parts.store);
        if (!stored || !*stored)
            return Errc::Internal;
    }
    lists.add(**stored, parts.clock.utcNow());
    return {};
}

inline Result<std::unique_ptr<groups::GroupKeeper>> openEnrolled(
    const groups::GroupKeeperParts &parts, PaperLists &lists)
{
    if (auto enrolled = enrol(parts, lists); !enrolled)
        return enrolled.error();
    return groups::GroupKeeper::open(parts);
}

} // namespace pc::test
