// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/openings.h"

#include "core/store/columns.h"
#include "core/store/rows.h"

namespace pc::store {

namespace {

/// What people read: nothing else is brought to others.
chat::Message readText(const sql::Rows &row)
{
    chat::Message message;
    message.conversation = row.id<ConversationId>(0);
    message.id = row.id<MessageId>(1);
    message.seq = row.seq(2);
    message.order = chat::OrderKey { row.integer(2) };
    message.sender = row.id<UserId>(3);
    message.device = row.id<DeviceId>(4);
    message.time = row.time(5);
    message.outgoing = row.flag(6);
    message.content.text = row.text(7);
    message.content.written = row.optionalTime(8);
    message.content.follows = row.optionalId<MessageId>(9);
    return message;
}

} // namespace

// In statements. `tried` is 100 where nobody is to be asked, more than which the index leaves out, and 101 where nobody is yet.
static_assert(kMostAsked == 3);

// Numbers in statements: kinds 0 Text and 2 Unreadable; missing 1 to 3 BeforeThisDevice, WithoutThisDevice, Damaged; see columns.h.
Openings::Openings(sql::Database &database)
    : m_save(database,
        "INSERT INTO openings (conversation, message, commitment, franking_key, tried)"
        " VALUES (?, ?, ?, nullif(?, x''), CASE WHEN ? THEN 101 ELSE 0 END)"
        " ON CONFLICT DO UPDATE SET franking_key = CASE WHEN excluded.franking_key IS NULL"
        " AND excluded.commitment = commitment THEN franking_key ELSE excluded.franking_key END,"
        " commitment = excluded.commitment, tried = max(tried, excluded.tried)")
    , m_find(
          database, "SELECT commitment, franking_key, tried = 101 FROM openings WHERE conversation = ? AND message = ?")
    , m_release(
          database, "UPDATE openings SET tried = 0 WHERE conversation = ? AND tried = 101 AND franking_key IS NULL")
    , m_missed(database,
          "UPDATE openings SET tried = min(tried + 1, 99) WHERE franking_key IS NULL AND tried < 100 AND conversation "
          "= ?1 AND message IN"
          " (SELECT id FROM messages WHERE conversation = ?1 AND order_key = ?2)")
    , m_askAgain(database, "UPDATE openings SET tried = 0 WHERE franking_key IS NULL AND tried < 100 AND tried > 0")
    , m_withWanted(database,
          "SELECT c.id FROM conversations c WHERE c.kind <> 0 AND c.known = 1 AND c.has_left = 0 AND EXISTS"
          " (SELECT 1 FROM openings o JOIN messages m ON m.conversation = o.conversation AND m.id = o.message"
          " WHERE o.conversation = c.id AND o.franking_key IS NULL AND o.tried < 100 AND o.tried < 3 AND m.seq > 0 AND "
          "m.kind = 2"
          " AND m.event BETWEEN 1 AND 3)")
    , m_wanted(database,
          "SELECT m.seq FROM openings o JOIN messages m ON m.conversation = o.conversation AND m.id = o.message"
          " WHERE o.conversation = ? AND o.franking_key IS NULL AND o.tried < 100 AND o.tried < 3 AND m.seq > 0 AND "
          "m.kind = 2"
          " AND m.event BETWEEN 1 AND 3 ORDER BY m.seq DESC LIMIT ?")
    , m_proven(database,
          "SELECT m.conversation, m.id, m.seq, m.sender, m.device, m.time, m.outgoing, m.text, m.written,"
          " m.follows, o.commitment, o.franking_key FROM messages m JOIN openings o ON o.conversation = m.conversation "
          "AND o.message = m.id"
          " WHERE m.conversation = ? AND m.order_key BETWEEN ? AND ? AND m.seq = m.order_key AND m.kind = 0"
          " AND o.franking_key IS NOT NULL ORDER BY m.order_key DESC LIMIT ?")
{
}

Result<void> Openings::save(ConversationId conversation, MessageId message, const Opening &opening)
{
    return done(m_save.run(conversation, message, opening.commitment, opening.frankingKey, opening.isKeptBack));
}

Result<std::optional<Opening>> Openings::find(ConversationId conversation, MessageId message)
{
    return firstRow(m_find.query(conversation, message), [](const sql::Rows &row) {
        return Opening { row.bytes(0), row.bytes(1), row.flag(2) };
    });
}

Result<void> Openings::release(ConversationId conversation)
{
    return done(m_release.run(conversation));
}

Result<void> Openings::missed(ConversationId conversation, Seq seq)
{
    return done(m_missed.run(conversation, seq));
}

Result<void> Openings::askAgain()
{
    return done(m_askAgain.run());
}

Result<std::vector<ConversationId>> Openings::withWanted()
{
    return allRows(m_withWanted.query(), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

Result<std::vector<Seq>> Openings::wanted(ConversationId conversation, int limit)
{
    return allRows(m_wanted.query(conversation, limit), [](const sql::Rows &row) { return row.seq(0); });
}

Result<std::vector<Proven>> Openings::proven(ConversationId conversation, Range range, int limit)
{
    return allRows(m_proven.query(conversation, range.first, range.last, limit), [](const sql::Rows &row) {
        return Proven { readText(row), { row.bytes(10), row.bytes(11) } };
    });
}

} // namespace pc::store
