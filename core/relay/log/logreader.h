// SPDX-License-Identifier: GPL-3.0-or-later
// LogReader: everything that is read of the log, on a connection that only reads. Answers are values; what may be seen
// is decided here, by the member's own row.
//
// Thread: the reader's.

#pragma once

#include "core/relay/accounts/actor.h"
#include "core/relay/keys/franking.h"
#include "core/relay/log/entry.h"
#include "core/relay/log/roster.h"
#include "core/sql/statement.h"

#include <vector>

namespace pc::sql {
class Database;
}

namespace pc::relay::log {

/// One conversation of one person, as far as they may see it.
struct Visible
{
    qint64 row = 0;
    ConversationId conversation;
    Seq first;
    Seq last; ///< The head, or where they left.
    Seq oldest; ///< Below it, retention has taken what there was.
    Revision revision;
    bool left = false;
};

/// What is sent in answer to a hello or a sync, in order.
struct Run
{
    std::vector<wire::Payload> before; ///< Conversation states, ahead of the entries.
    std::vector<Entry> entries;
    std::vector<wire::Receipt> receipts;
};

/// Somebody who shares a conversation.
struct Contact
{
    UserId user;
    std::optional<UtcTime> lastSeen;
};

struct SyncRun
{
    std::optional<Errc> refusal;
    Run run;
    wire::Synced synced;
};

struct Greeting
{
    std::vector<Run> runs; ///< One a conversation, newest first; one page in all.
    std::vector<wire::Head> heads; ///< Every conversation, newest first.
    std::vector<wire::Head> kept; ///< For a device that knows another log epoch: how far each is the log that it knows.
};

class LogReader
{
public:
    /// `franking` must outlive this.
    LogReader(sql::Database &database, const keys::FrankingKeys &franking);

    /// The answer to a hello: what changed for this person since those cursors, at most one page, and all heads. Cursors of
    /// another epoch say nothing: then conversations are described, and their entries left to be asked for.
    Result<Greeting> greet(const accounts::Actor &actor, const wire::Hello &hello, const wire::Limits &limits);

    Result<SyncRun> sync(const accounts::Actor &actor, const wire::Sync &sync, const wire::Limits &limits);

    /// The conversation as that person sees it now; nothing when they never were in it.
    Result<std::optional<wire::Conversation>> state(UserId user, ConversationId conversation);

    Result<SharedRoster> roster(ConversationId conversation);

    /// Everybody who shares a conversation with that person now; at most `limit`.
    Result<std::vector<Contact>> contacts(UserId user, int limit);

    Result<std::vector<wire::Head>> heads(UserId user);

private:
    Result<std::vector<Visible>> visible(UserId user);
    Result<std::optional<Visible>> visible(UserId user, ConversationId conversation);
    Result<std::vector<Entry>> entries(const Visible &of, Seq after, Seq upTo, int limit, bool newestFirst);
    Result<std::vector<wire::Receipt>> receipts(const Visible &of, Revision after);
    Result<std::vector<wire::Member>> members(qint64 row);
    Result<std::optional<qint64>> restoresSince(const std::optional<Uuid> &epoch);
    Result<Greeting> greetRestored(const accounts::Actor &actor, const std::vector<Visible> &all, qint64 firstRestore);
    Result<wire::Head> kept(const Visible &of, qint64 firstRestore);

    sql::Database &m_database;
    const keys::FrankingKeys &m_franking;
    sql::Statement m_visible;
    sql::Statement m_visibleOne;
    sql::Statement m_ascending;
    sql::Statement m_descending;
    sql::Statement m_receipts;
    sql::Statement m_state;
    sql::Statement m_members;
    sql::Statement m_roster;
    sql::Statement m_rosterMembers;
    sql::Statement m_contacts;
    sql::Statement m_epoch;
    sql::Statement m_restore;
    sql::Statement m_kept;
};

} // namespace pc::relay::log
