// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/outboxrows.h"

#include "core/store/columns.h"
#include "core/store/rows.h"

namespace pc::store {

namespace {

OutboxRow readWaiting(const sql::Rows &row)
{
    OutboxRow value;
    value.position = row.integer(0);
    value.conversation = row.id<ConversationId>(1);
    value.message = row.id<MessageId>(2);
    value.content = row.bytes(3);
    if (!row.isNull(4))
        value.sealed = row.bytes(4);
    value.attempts = row.number(5);
    value.refused = failureFromColumn(row.text(6));
    return value;
}

Result<int> asNumber(const Result<qint64> &value)
{
    if (!value)
        return value.error();
    return int(*value);
}

} // namespace

OutboxRows::OutboxRows(sql::Database &database)
    : m_add(database, "INSERT INTO outbox (conversation, message, content) VALUES (?, ?, ?) RETURNING position")
    , m_find(database,
          "SELECT position, conversation, message, content, sealed, attempts, refused FROM outbox WHERE message = ?")
    , m_heads(database,
          "SELECT position, conversation, message, content, sealed, attempts, refused FROM outbox"
          " WHERE position IN (SELECT min(position) FROM outbox WHERE refused IS NULL GROUP BY conversation)"
          " ORDER BY position LIMIT ?")
    , m_seal(database, "UPDATE outbox SET sealed = ? WHERE message = ?")
    , m_rewrite(database, "UPDATE outbox SET content = ? WHERE message = ?")
    , m_countAttempt(database, "UPDATE outbox SET attempts = attempts + 1 WHERE message = ?")
    , m_refuse(database, "UPDATE outbox SET refused = ? WHERE message = ?")
    , m_renew(database, "UPDATE outbox SET attempts = 0, refused = NULL WHERE message = ?")
    , m_remove(database, "DELETE FROM outbox WHERE message = ?")
    , m_ofConversation(database,
          "SELECT position, conversation, message, content, sealed, attempts, refused FROM outbox"
          " WHERE conversation = ? ORDER BY position")
    , m_moveToEnd(database, "UPDATE outbox SET position = (SELECT max(position) + 1 FROM outbox) WHERE message = ?")
    , m_position(database, "SELECT position FROM outbox WHERE message = ?")
    , m_waiting(database, "SELECT count(*) FROM outbox WHERE refused IS NULL")
    , m_count(database, "SELECT count(*) FROM outbox")
{
}

Result<qint64> OutboxRows::add(ConversationId conversation, MessageId message, const QByteArray &content)
{
    return oneInteger(m_add.query(conversation, message, content));
}

Result<std::optional<OutboxRow>> OutboxRows::find(MessageId message)
{
    return firstRow(m_find.query(message), readWaiting);
}

Result<std::vector<OutboxRow>> OutboxRows::heads(int limit)
{
    return allRows(m_heads.query(limit), readWaiting);
}

Result<void> OutboxRows::seal(MessageId message, const QByteArray &sealed)
{
    return done(m_seal.run(sealed, message));
}

Result<void> OutboxRows::rewrite(MessageId message, const QByteArray &content)
{
    return done(m_rewrite.run(content, message));
}

Result<void> OutboxRows::unseal(MessageId message)
{
    return done(m_seal.run(std::optional<QByteArray>(), message));
}

Result<void> OutboxRows::countAttempt(MessageId message)
{
    return done(m_countAttempt.run(message));
}

Result<void> OutboxRows::refuse(MessageId message, Errc why)
{
    return done(m_refuse.run(failureColumn(why), message));
}

Result<void> OutboxRows::renew(MessageId message)
{
    return done(m_renew.run(message));
}

Result<void> OutboxRows::remove(MessageId message)
{
    return done(m_remove.run(message));
}

Result<std::vector<OutboxRow>> OutboxRows::ofConversation(ConversationId conversation)
{
    return allRows(m_ofConversation.query(conversation), readWaiting);
}

Result<qint64> OutboxRows::moveToEnd(MessageId message)
{
    if (auto moved = m_moveToEnd.run(message); !moved)
        return moved.error();
    return oneInteger(m_position.query(message));
}

Result<int> OutboxRows::waiting()
{
    return asNumber(oneInteger(m_waiting.query()));
}

Result<int> OutboxRows::count()
{
    return asNumber(oneInteger(m_count.query()));
}

} // namespace pc::store
