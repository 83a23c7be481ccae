// SPDX-License-Identifier: GPL-3.0-or-later
// GroupCare: what a group wants of its members. A leaf whose device was signed out is to be taken out, by any of them; a group
// with a commit that its members cannot process is frozen, until it is begun anew (groupwriter.h).
//
// Part of LogWriter; runs inside the writer's transaction. A refusal changes nothing.

#pragma once

#include "core/relay/log/groupwriter.h"
#include "core/relay/log/keysanswer.h"

#include <utility>

namespace pc::relay::log {

class GroupCare
{
public:
    GroupCare(sql::Database &database, ConversationCache &cache, GroupTables &tables);

    /// The actor's conversations whose groups want something.
    Result<KeysAnswer> wanting(const accounts::Actor &actor);

    /// What that group wants.
    Result<KeysAnswer> check(const ConversationState &state);

    /// The actor's device could not process the commit at that place. Enough of them freeze the group.
    Result<KeysAnswer> complain(
        const accounts::Actor &actor, const ConversationState &state, std::optional<Seq> commit);

    /// Conversations, with who is in them, in whose groups that signed-out device still has a leaf.
    Result<std::vector<std::pair<ConversationId, SharedRoster>>> leftBehind(DeviceId device);

    /// Drops what nobody comes for any more, some rows at a time. Whether more of it is left.
    Result<bool> tidy(UtcTime now);

private:
    Result<std::optional<DeviceId>> committerOf(const ConversationState &state, Seq commit);

    ConversationCache &m_cache;
    GroupTables &m_tables;
    sql::Statement m_entry;
};

} // namespace pc::relay::log
