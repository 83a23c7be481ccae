// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationTable: the rows of conversations and of who is in them, and the log entry of each change of these. Whoever
// uses it has judged the change already. Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/people/person.h"
#include "core/relay/log/appender.h"

#include <vector>

namespace pc::relay::log {

/// What a change came to.
struct Changed
{
    std::optional<Errc> refusal;
    ConversationId conversation; ///< For Create of a pair that talks already: the one that exists.
    std::optional<Entry> entry; ///< None for settings, for a repeat and for a change that changed nothing.
    Seq seq;
    UtcTime sentAt;
    SharedRoster roster; ///< After the change.
    std::vector<UserId> joined;
    std::vector<UserId> removed;

    static Changed refused(Errc why);
};

class ConversationTable
{
public:
    ConversationTable(sql::Database &database, ConversationCache &cache, Appender &appender);

    /// A conversation of that school without members, as `change` describes it.
    Result<ConversationState *> insert(SchoolId school, const wire::Conversation &change, UtcTime now);

    /// From `first` on; also for somebody who left before.
    Result<void> join(qint64 row, UserId user, bool owner, Seq first);

    /// `last` is the last entry that they see. False when they are not in it.
    Result<bool> leave(qint64 row, UserId user, Seq last);

    Result<void> rename(qint64 row, const QString &title);
    Result<void> setSettings(qint64 row, UserId user, const wire::PersonalSettings &settings);

    /// Logs the change, and reads the roster anew.
    Result<Changed> finish(ConversationState &state, const accounts::Actor &actor, const wire::Conversation &change,
        UtcTime now, Changed changed);

    /// People as an entry names them.
    static std::vector<wire::Member> describe(const std::vector<people::Person> &people);

private:
    ConversationCache &m_cache;
    Appender &m_appender;
    sql::Statement m_insert;
    sql::Statement m_join;
    sql::Statement m_rejoin;
    sql::Statement m_leave;
    sql::Statement m_rename;
    sql::Statement m_settings;
};

} // namespace pc::relay::log
