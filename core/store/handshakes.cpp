// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/handshakes.h"

#include "core/store/rows.h"
#include "core/store/secretcolumns.h"

namespace pc::store {

namespace {

PendingHandshake readPending(const sql::Rows &row)
{
    PendingHandshake value;
    value.conversation = row.id<ConversationId>(0);
    value.message = row.id<MessageId>(1);
    value.op = row.number(2);
    value.generation = quint32(row.integer(3));
    value.epoch = quint64(row.integer(4));
    value.joins = row.flag(5);
    value.content = row.bytes(6);
    value.tree = row.bytes(7);
    value.welcome = row.bytes(8);
    value.groupInfo = row.bytes(9);
    value.nextEpoch = secretIn(row, 10);
    value.nextNodes = secretIn(row, 11);
    value.nextProposals = secretIn(row, 12);
    return value;
}

EarlyEntry readEarly(const sql::Rows &row)
{
    EarlyEntry value;
    value.conversation = row.id<ConversationId>(0);
    value.seq = row.seq(1);
    value.last = row.seq(2);
    value.kind = row.number(3);
    value.message = row.id<MessageId>(4);
    value.sender = row.id<UserId>(5);
    value.device = row.id<DeviceId>(6);
    value.sentAt = row.time(7);
    value.body = row.bytes(8);
    return value;
}

} // namespace

Handshakes::Handshakes(sql::Database &database)
    : m_pending(database,
        "SELECT conversation, message, op, generation, epoch, joins, content, tree, welcome, group_info, next_epoch,"
        " next_nodes, next_proposals FROM pending_handshakes WHERE conversation = ?")
    , m_savePending(database,
          "INSERT INTO pending_handshakes (conversation, message, op, generation, epoch, joins, content, tree, welcome,"
          " group_info, next_epoch, next_nodes, next_proposals) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_removePending(database, "DELETE FROM pending_handshakes WHERE conversation = ?")
    , m_removeAllPending(database, "DELETE FROM pending_handshakes")
    , m_allPending(database, "SELECT conversation FROM pending_handshakes ORDER BY conversation")
    , m_addEarly(database,
          "INSERT OR IGNORE INTO early_entries (conversation, seq, last, kind, message, sender, device, sent_at, body)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_replaceEarly(database,
          "INSERT OR REPLACE INTO early_entries (conversation, seq, last, kind, message, sender, device, sent_at, body)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_firstEarly(database,
          "SELECT conversation, seq, last, kind, message, sender, device, sent_at, body FROM early_entries"
          " WHERE conversation = ? ORDER BY seq LIMIT 1")
    , m_removeEarly(database, "DELETE FROM early_entries WHERE conversation = ? AND seq = ?")
    , m_removeEarlyAbove(database, "DELETE FROM early_entries WHERE conversation = ? AND last > ?")
    , m_countEarly(database, "SELECT count(*) FROM early_entries WHERE conversation = ?")
{
}

Result<std::optional<PendingHandshake>> Handshakes::pending(ConversationId conversation)
{
    return firstRow(m_pending.query(conversation), readPending);
}

Result<void> Handshakes::savePending(const PendingHandshake &pending)
{
    return done(m_savePending.run(pending.conversation, pending.message, pending.op, pending.generation, pending.epoch,
        pending.joins, pending.content, pending.tree, pending.welcome, pending.groupInfo, bound(pending.nextEpoch),
        bound(pending.nextNodes), bound(pending.nextProposals)));
}

Result<void> Handshakes::removePending(ConversationId conversation)
{
    return done(m_removePending.run(conversation));
}

Result<void> Handshakes::removeAllPending()
{
    return done(m_removeAllPending.run());
}

Result<std::vector<ConversationId>> Handshakes::allPending()
{
    return allRows(m_allPending.query(), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

Result<void> Handshakes::addEarly(const EarlyEntry &entry, bool replaces)
{
    sql::Statement &statement = replaces ? m_replaceEarly : m_addEarly;
    return done(statement.run(entry.conversation, entry.seq, entry.last, entry.kind, entry.message, entry.sender,
        entry.device, entry.sentAt, entry.body));
}

Result<std::optional<EarlyEntry>> Handshakes::firstEarly(ConversationId conversation)
{
    return firstRow(m_firstEarly.query(conversation), readEarly);
}

Result<void> Handshakes::removeEarly(ConversationId conversation, Seq seq)
{
    return done(m_removeEarly.run(conversation, seq));
}

Result<void> Handshakes::removeEarlyAbove(ConversationId conversation, Seq seq)
{
    return done(m_removeEarlyAbove.run(conversation, seq));
}

Result<qint64> Handshakes::countEarly(ConversationId conversation)
{
    return oneInteger(m_countEarly.query(conversation));
}

} // namespace pc::store
