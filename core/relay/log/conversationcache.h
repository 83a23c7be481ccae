// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationCache: what the writer needs of a conversation for each message, kept in memory: its head, its receipt
// revision and its roster. Since one thread writes, this is the truth between two commits; heads taken within a
// transaction are written by flush() before it commits, and everything is dropped when a transaction is undone.
//
// Thread: the writer's. Bounded: the conversations used longest ago go first.

#pragma once

#include "core/base/result.h"
#include "core/relay/log/roster.h"
#include "core/sql/statement.h"

#include <QString>

#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

namespace pc::sql {
class Database;
}

namespace pc::relay::log {

struct ReceiptStep;

/// How far one member has confirmed, as far as this transaction knows.
struct Watermark
{
    UserId user;
    wire::ReceiptKind kind = wire::ReceiptKind::Delivered;
    Seq upTo;
    std::shared_ptr<ReceiptStep> step; ///< Set while the table does not show it yet.
};

/// The epoch that messages of a conversation are sealed in.
struct GroupEpoch
{
    quint32 generation = 0;
    quint64 epoch = 0;

    bool operator==(const GroupEpoch &) const = default;
};

struct ConversationState
{
    qint64 row = 0;
    ConversationId id;
    QString title;
    Seq head;
    Revision revision;
    SharedRoster roster;
    std::optional<GroupEpoch> group; ///< Nothing while no group was begun.
    std::vector<Watermark> watermarks; ///< Those that were asked for: a few, or one for each active member.
    bool dirty = false; ///< Numbers were taken that the table does not show yet.
};

class ConversationCache
{
public:
    explicit ConversationCache(sql::Database &database, size_t limit = 20'000);

    /// Null when there is no such conversation. The pointer is good until the next find(), flush() or clear().
    Result<ConversationState *> find(ConversationId id);

    /// Takes the next seq; the state is written by the flush() of this transaction.
    Seq takeSeq(ConversationState &state);
    /// Undoes the last takeSeq() of this conversation, when the number was not used after all.
    static void giveBackSeq(ConversationState &state) { state.head = previous(state.head); }

    Revision takeRevision(ConversationState &state);

    /// Something of this state is not in the table yet: it stays in memory until the flush().
    void markDirty(ConversationState &state);

    Result<void> flush();

    void forget(ConversationId id);
    void clear();

private:
    using Order = std::list<ConversationState>;

    Result<ConversationState *> load(ConversationId id);
    Result<SharedRoster> loadRoster(qint64 row, SchoolId school, wire::ConversationKind kind);
    void trim();

    size_t m_limit;
    Order m_order; ///< Used last comes first.
    std::unordered_map<ConversationId, Order::iterator> m_byId;
    std::vector<ConversationState *> m_dirty; ///< List nodes stay where they are.
    sql::Statement m_select;
    sql::Statement m_members;
    sql::Statement m_update;
};

} // namespace pc::relay::log
