// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/archiverows.h"

#include "core/store/rows.h"
#include "core/store/secretcolumns.h"

namespace pc::store {

namespace {

ArchiveRow readArchive(const sql::Rows &row)
{
    ArchiveRow state;
    state.keys = secretIn(row, 0);
    state.isKept = row.flag(1);
    state.generation = quint32(row.integer(2));
    state.number = quint32(row.integer(3));
    state.head = row.bytes(4);
    state.unreadBelow = quint32(row.integer(5));
    state.unreadHead = row.bytes(6);
    state.savedAt = row.optionalTime(7);
    state.restored = row.integer(8);
    return state;
}

MessageId messageIn(const QByteArray &bytes)
{
    Uuid id;
    if (std::size_t(bytes.size()) == id.bytes.size())
        std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return MessageId { id };
}

FromArchive readFound(const sql::Rows &row)
{
    return { row.id<ConversationId>(0), messageIn(row.bytes(1)), row.seq(2), row.bytes(3) };
}

QByteArray boundMessage(MessageId message)
{
    return message.raw().isNull() ? QByteArray("") : message.raw().toByteArray();
}

} // namespace

ArchiveRows::ArchiveRows(sql::Database &database)
    : m_state(database,
        "SELECT keys, kept, generation, number, head, unread_below, unread_head, saved_at, restored FROM archive"
        " WHERE one = 1")
    , m_save(database,
          "INSERT OR REPLACE INTO archive (one, keys, kept, generation, number, head, unread_below, unread_head, "
          "saved_at,"
          " restored) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_waiting(database, "SELECT nr, conversation, message FROM to_archive ORDER BY nr LIMIT ?")
    , m_countWaiting(database, "SELECT count(*) FROM to_archive")
    , m_settle(database, "DELETE FROM to_archive WHERE nr = ?")
    , m_settleMessage(database, "DELETE FROM to_archive WHERE conversation = ? AND message = ?")
    , m_dropWaiting(database, "DELETE FROM to_archive")
    , m_queueMessages(database,
          "INSERT OR REPLACE INTO to_archive (conversation, message) SELECT conversation, id FROM messages WHERE seq > "
          "0")
    , m_queueConversations(database,
          "INSERT OR REPLACE INTO to_archive (conversation, message) SELECT id, x'' FROM conversations WHERE known = 1")
    , m_queueFound(database,
          "INSERT OR REPLACE INTO to_archive (conversation, message) SELECT conversation,"
          " CASE message WHEN zeroblob(16) THEN x'' ELSE message END FROM from_archive")
    , m_addFound(database, "INSERT OR REPLACE INTO from_archive (conversation, message, seq, item) VALUES (?, ?, ?, ?)")
    , m_found(database,
          "SELECT conversation, message, seq, item FROM from_archive WHERE conversation = ? AND seq <= ? ORDER BY seq"
          " LIMIT ?")
    , m_foundOne(
          database, "SELECT conversation, message, seq, item FROM from_archive WHERE conversation = ? AND message = ?")
    , m_removeFound(database, "DELETE FROM from_archive WHERE conversation = ? AND message = ?")
    , m_conversationsWithFound(database, "SELECT DISTINCT conversation FROM from_archive")
{
}

Result<ArchiveRow> ArchiveRows::state()
{
    auto row = firstRow(m_state.query(), readArchive);
    if (!row)
        return row.error();
    return *row ? std::move(**row) : ArchiveRow {};
}

Result<void> ArchiveRows::save(const ArchiveRow &state)
{
    return done(m_save.run(bound(state.keys), state.isKept, qint64(state.generation), qint64(state.number), state.head,
        qint64(state.unreadBelow), state.unreadHead, state.savedAt, state.restored));
}

Result<std::vector<ToArchive>> ArchiveRows::waiting(int limit)
{
    return allRows(m_waiting.query(limit), [](const sql::Rows &row) {
        return ToArchive { row.integer(0), row.id<ConversationId>(1), messageIn(row.bytes(2)) };
    });
}

Result<qint64> ArchiveRows::countWaiting()
{
    return oneInteger(m_countWaiting.query());
}

Result<void> ArchiveRows::settle(qint64 number)
{
    return done(m_settle.run(number));
}

Result<void> ArchiveRows::settle(ConversationId conversation, MessageId message)
{
    return done(m_settleMessage.run(conversation, boundMessage(message)));
}

Result<void> ArchiveRows::dropWaiting()
{
    return done(m_dropWaiting.run());
}

Result<void> ArchiveRows::queueAll()
{
    if (auto queued = done(m_queueMessages.run()); !queued)
        return queued;
    if (auto queued = done(m_queueConversations.run()); !queued)
        return queued;
    return done(m_queueFound.run());
}

Result<void> ArchiveRows::addFound(const FromArchive &found)
{
    return done(m_addFound.run(found.conversation, found.message, found.seq, found.item));
}

Result<std::vector<FromArchive>> ArchiveRows::found(ConversationId conversation, Seq upTo, int limit)
{
    return allRows(m_found.query(conversation, upTo, limit), readFound);
}

Result<std::optional<FromArchive>> ArchiveRows::found(ConversationId conversation, MessageId message)
{
    return firstRow(m_foundOne.query(conversation, message), readFound);
}

Result<void> ArchiveRows::removeFound(ConversationId conversation, MessageId message)
{
    return done(m_removeFound.run(conversation, message));
}

Result<std::vector<ConversationId>> ArchiveRows::conversationsWithFound()
{
    return allRows(m_conversationsWithFound.query(), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

} // namespace pc::store
