// SPDX-License-Identifier: GPL-3.0-or-later
// Who is, and who was, in a conversation. Shared between threads as an immutable snapshot; a change makes a new one.

#pragma once

#include "core/base/ids.h"
#include "core/relay/accounts/authorise.h"
#include "core/wire/frames.h"

#include <memory>
#include <optional>
#include <vector>

namespace pc::relay::log {

struct RosterMember
{
    UserId user;
    bool owner = false;
    Seq first; ///< The first entry that they may see.
    std::optional<Seq> last; ///< The last one, when they are no longer a member.

    bool isPresent() const { return !last; }
    bool operator==(const RosterMember &) const = default;
};

struct Roster
{
    SchoolId school;
    wire::ConversationKind kind = wire::ConversationKind::Direct;
    std::vector<RosterMember> members; ///< Ascending by user, former ones among them.

    const RosterMember *find(UserId user) const;
    int present() const;

    /// What this conversation is to that user, for authorise(); a null roster is a conversation that does not exist.
    static accounts::Object objectFor(const Roster *roster, UserId user);

    bool operator==(const Roster &) const = default;
};

using SharedRoster = std::shared_ptr<const Roster>;

} // namespace pc::relay::log
