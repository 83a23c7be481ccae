// SPDX-License-Identifier: GPL-3.0-or-later
// Erasure: nothing is left of a person but their id. First, in one transaction, who they are and how they sign in goes, and
// they leave their conversations; then, step by step, what they wrote loses its content and their name goes from what others
// did with them. Entries keep their numbers, so the log stays without a gap.
//
//   begin() ──▶ step() … until nothing is left to do; what a hold keeps waits for its release, see again()
//
// Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/base/random.h"
#include "core/relay/accounts/records.h"
#include "core/relay/log/conversationtable.h"
#include "core/relay/log/holds.h"

#include <vector>

namespace pc::relay::log {

/// Somebody of whom nothing but an id is left.
struct Erased
{
    accounts::PersonRecord person;
    std::vector<accounts::Device> devices; ///< Those that were signed in.
    std::vector<Changed> left; ///< The conversations that they left.
};

struct ErasureStep
{
    qint64 entries = 0; ///< That lost something.
    bool more = false;
};

class Erasure
{
public:
    /// Looked at in one step.
    static constexpr int kEntriesAtOnce = 500;

    /// All must outlive this.
    Erasure(sql::Database &database, ConversationCache &cache, ConversationTable &table, Holds &holds);

    /// Errors: NotFound (no such person, or erased before), Conflict (a hold covers them).
    Result<Erased> begin(UserId person, UtcTime now);

    /// A step for whoever is first to be done.
    Result<ErasureStep> step();

    /// Looks once more at what holds have kept.
    Result<void> again();

    /// Whether something of theirs is kept by a hold on a conversation.
    Result<bool> isHeldBack(UserId person);

private:
    struct Task
    {
        UserId person;
        qint64 place = 0;
    };

    Result<std::vector<accounts::Device>> signOut(UserId person, UtcTime now);
    Result<std::vector<Changed>> leaveAll(const people::Person &person, UtcTime now);
    Result<Changed> leave(ConversationId id, const people::Person &person, UtcTime now);
    Result<std::optional<Task>> firstTask();
    Result<std::optional<qint64>> nextConversation(const Task &task);
    Result<int> eraseIn(qint64 row, Task &task, qint64 &changed);
    Result<bool> eraseEntry(const Entry &entry, UserId person, qint64 place);

    sql::Database &m_database;
    ConversationCache &m_cache;
    ConversationTable &m_table;
    Holds &m_holds;
    sql::Statement m_mark;
    sql::Statement m_add;
    sql::Statement m_memberships;
    sql::Statement m_first;
    sql::Statement m_conversation;
    sql::Statement m_entries;
    sql::Statement m_change;
    sql::Statement m_reach;
    sql::Statement m_keep;
    sql::Statement m_finish;
    sql::Statement m_again;
    sql::Statement m_heldBack;
};

} // namespace pc::relay::log
