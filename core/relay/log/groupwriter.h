// SPDX-License-Identifier: GPL-3.0-or-later
// GroupWriter: begins, changes and follows the group of a conversation. One log holds messages and changes; a change is
// taken only in the group's present epoch, and a commit together with its Welcomes and the next epoch in one transaction: so
// two commits of one epoch are never both in the log, and whoever reads it in order never meets another epoch's message.
//
// Part of LogWriter; runs inside the writer's transaction. A refusal changes nothing.

#pragma once

#include "core/relay/keys/badcommits.h"
#include "core/relay/keys/groupleaves.h"
#include "core/relay/keys/grouptable.h"
#include "core/relay/keys/keypackages.h"
#include "core/relay/keys/leaseboard.h"
#include "core/relay/keys/welcomes.h"
#include "core/relay/log/appender.h"
#include "core/relay/log/people.h"

namespace pc::relay::log {

/// What those share that write the tables of core/relay/keys.
struct GroupTables
{
    explicit GroupTables(sql::Database &database)
        : groups(database)
        , leaves(database)
        , badCommits(database)
        , packages(database)
        , welcomes(database)
    {
    }

    keys::GroupTable groups;
    keys::GroupLeaves leaves;
    keys::BadCommits badCommits;
    keys::KeyPackages packages;
    keys::Welcomes welcomes;
    keys::LeaseBoard leases;
};

class GroupWriter
{
public:
    GroupWriter(ConversationCache &cache, Appender &appender, PeopleTable &people, GroupTables &tables);

    Result<Appended> apply(const accounts::Actor &actor, const wire::Handshake &handshake, UtcTime now);

private:
    /// What a handshake is judged in.
    struct Case
    {
        const accounts::Actor &actor;
        const wire::Handshake &handshake;
        UtcTime now;
        ConversationState &state;
        const mls::Rules &rules;
    };

    /// A group as a handshake leaves it, and what follows from that; a refusal when it is none.
    struct Outcome
    {
        std::optional<Errc> refusal {};
        std::optional<quint64> epoch {}; ///< With StaleEpoch.
        std::optional<keys::StoredGroup> group {};
        std::vector<keys::GroupLeaf> welcomed {};
        std::vector<keys::GroupLeaf> gone {};
        std::optional<keys::GroupLeaf> arrived {}; ///< By itself.
    };

    Result<Appended> judge(const Case &given);
    Result<Outcome> create(const Case &given, const std::optional<keys::StoredGroup> &stored);
    Outcome propose(const Case &given, keys::StoredGroup stored);
    Outcome commit(const Case &given, keys::StoredGroup stored);
    Result<bool> mayBeginAnew(const Case &given, const keys::StoredGroup &stored);
    Result<Appended> take(const Case &given, Outcome outcome);
    Result<void> follow(const Case &given, const Outcome &outcome);

    ConversationCache &m_cache;
    Appender &m_appender;
    PeopleTable &m_people;
    GroupTables &m_tables;
};

} // namespace pc::relay::log
