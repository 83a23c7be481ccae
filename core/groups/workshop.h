// SPDX-License-Identifier: GPL-3.0-or-later
// Workshop: what every part of this room works with, and the few steps that several of them take. Each step writes in the
// caller's open transaction.

#pragma once

#include "core/groups/groupkeeper.h"
#include "core/groups/groupshelf.h"
#include "core/groups/memberpolicy.h"
#include "core/groups/ownpackages.h"
#include "core/store/store.h"

namespace pc::groups {

/// Three recoveries may fail within an hour; with the next one it is given up until a person asks.
inline constexpr int kMostFailures = 3;
inline constexpr std::chrono::hours kFailureWindow { 1 };

class Workshop
{
public:
    Workshop(const GroupKeeperParts &parts, DeviceIdentity deviceIdentity);

    GroupKeeperParts parts;
    DeviceIdentity identity;
    OwnPackages packages;
    GroupShelf shelf;

    store::Store &store() const { return parts.store; }
    UtcTime now() const { return parts.clock.utcNow(); }

    /// Where this device stands, with the cursor where the conversation becomes visible for it at the least: a group went
    /// on in what is hidden. Only reads.
    Result<store::GroupRow> row(ConversationId conversation);

    /// The same, stored: for who changes it.
    Result<store::GroupRow> openRow(ConversationId conversation);

    /// Out of the group, to come in anew. Whatever was under way goes.
    Result<void> leave(store::GroupRow &row);

    /// The same, because this device could not follow: counts as a recovery that failed.
    Result<void> fail(store::GroupRow &row);

    /// Notes a failure where the place does not change by it.
    void countFailure(store::GroupRow &row) const;

    /// Pins what the group's devices show, but for those that are in `before`, too.
    Result<void> pinNew(const mls::RatchetTree *before, const mls::RatchetTree &after, UtcTime at);
};

} // namespace pc::groups
