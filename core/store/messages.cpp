// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/messages.h"

#include "core/store/columns.h"
#include "core/store/rows.h"

#include <algorithm>

namespace pc::store {

namespace {

chat::Message readMessage(const sql::Rows &row)
{
    chat::Message message;
    message.conversation = row.id<ConversationId>(0);
    message.order = chat::OrderKey { row.integer(1) };
    message.id = row.id<MessageId>(2);
    message.seq = row.seq(3);
    message.sender = row.id<UserId>(4);
    message.device = row.id<DeviceId>(5);
    message.time = row.time(6);
    message.outgoing = row.flag(7);
    message.state = chat::DeliveryState(row.number(8));
    message.failure = failureFromColumn(row.text(9));
    message.content.kind = chat::ContentKind(row.number(10));
    if (message.content.kind == chat::ContentKind::Unreadable)
        message.content.missing = chat::Missing(row.number(11));
    else
        message.content.event = chat::EventKind(row.number(11));
    message.content.text = row.text(12);
    message.content.written = row.optionalTime(13);
    message.content.follows = row.optionalId<MessageId>(14);
    message.missesEarlier = row.flag(15);
    return message;
}

/// One column, since a kind has one detail at most.
int detailOf(const chat::Content &content)
{
    return content.kind == chat::ContentKind::Unreadable ? int(content.missing) : int(content.event);
}

std::optional<QByteArray> keptOf(const QByteArray &bytes)
{
    return bytes.isEmpty() ? std::nullopt : std::optional(bytes);
}

} // namespace

Messages::Messages(sql::Database &database)
    : m_add(database,
        "INSERT INTO messages (conversation, order_key, id, seq, sender, device, time, outgoing, state, failure,"
        " kind, event, text, content, written, follows, misses)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_find(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE id = ? LIMIT 1")
    , m_findIn(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE id = ? AND conversation = ?")
    , m_last(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE conversation = ? ORDER BY order_key DESC LIMIT 1")
    // 2305843009213693952 = 2^61, see order.h
    , m_lastLogged(database,
          "SELECT order_key FROM messages WHERE conversation = ? AND order_key < 2305843009213693952"
          " ORDER BY order_key DESC LIMIT 1")
    , m_place(database,
          "UPDATE messages SET order_key = ?, seq = ?, time = ?, state = 1, failure = NULL"
          " WHERE id = ? AND conversation = ?")
    , m_setState(database, "UPDATE messages SET state = ?, failure = ? WHERE id = ? AND conversation = ?")
    , m_setContent(database,
          "UPDATE messages SET kind = ?, event = ?, text = ?, content = ?, written = ?, follows = ?"
          " WHERE id = ? AND conversation = ?")
    , m_setMisses(database, "UPDATE messages SET misses = ? WHERE id = ? AND conversation = ?")
    , m_missing(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses FROM messages WHERE conversation = ? AND follows = ? AND misses = 1")
    , m_lastOfDevice(database,
          "SELECT order_key, id FROM messages WHERE conversation = ? AND device = ? AND order_key < ? AND kind <> 1"
          " ORDER BY order_key DESC LIMIT 1")
    , m_displace(database, "UPDATE messages SET order_key = ?, seq = 0, state = ? WHERE id = ? AND conversation = ?")
    , m_loggedAbove(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE conversation = ? AND order_key > ? AND order_key < 2305843009213693952"
          " ORDER BY order_key")
    , m_nextForgottenKey(database,
          "SELECT coalesce(max(order_key), 2305843009213693952) + 1 FROM messages WHERE conversation = ?"
          " AND order_key >= 2305843009213693952 AND order_key < 4611686018427387904")
    , m_remove(database, "DELETE FROM messages WHERE id = ? AND conversation = ?")
    , m_unread(database,
          "SELECT count(*) FROM messages WHERE outgoing = 0 AND kind <> 1 AND conversation = ?"
          " AND order_key > ? AND order_key < 2305843009213693952")
    , m_firstUnread(database,
          "SELECT order_key FROM messages WHERE outgoing = 0 AND kind <> 1 AND conversation = ?"
          " AND order_key > ? AND order_key < 2305843009213693952 ORDER BY order_key LIMIT 1")
    , m_lastOfOthers(database,
          "SELECT order_key, id FROM messages WHERE outgoing = 0 AND kind <> 1 AND conversation = ?"
          " AND order_key > ? AND order_key <= ? ORDER BY order_key DESC LIMIT 1")
    , m_loggedAt(database, "SELECT id FROM messages WHERE conversation = ? AND order_key = ?")
    , m_written(database,
          "SELECT order_key FROM messages WHERE conversation = ? AND order_key BETWEEN ? AND ? AND kind <> 1"
          " ORDER BY order_key")
    , m_own(database,
          "SELECT order_key FROM messages WHERE conversation = ? AND order_key BETWEEN ? AND ? AND kind <> 1"
          " AND outgoing = 1 ORDER BY order_key")
    , m_before(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE conversation = ? AND order_key < ? ORDER BY order_key DESC LIMIT ?")
    , m_from(database,
          "SELECT conversation, order_key, id, seq, sender, device, time, outgoing, state, failure, kind, event, text,"
          " written, follows, misses"
          " FROM messages WHERE conversation = ? AND order_key >= ? ORDER BY order_key LIMIT ?")
    , m_count(database, "SELECT count(*) FROM messages WHERE conversation = ? AND order_key >= ? AND order_key < ?")
{
}

Result<void> Messages::add(const chat::Message &message, const QByteArray &content)
{
    const std::optional<QByteArray> kept = keptOf(content);
    return done(m_add.run(message.conversation, message.order, message.id, message.seq, message.sender, message.device,
        message.time, message.outgoing, message.state, failureColumn(message.failure), message.content.kind,
        detailOf(message.content), message.content.text, kept, message.content.written, message.content.follows,
        message.missesEarlier));
}

Result<std::optional<chat::Message>> Messages::find(MessageId id)
{
    return firstRow(m_find.query(id), readMessage);
}

Result<std::optional<chat::Message>> Messages::find(ConversationId conversation, MessageId id)
{
    return firstRow(m_findIn.query(id, conversation), readMessage);
}

Result<std::optional<chat::Message>> Messages::last(ConversationId conversation)
{
    return firstRow(m_last.query(conversation), readMessage);
}

Result<Seq> Messages::lastLogged(ConversationId conversation)
{
    auto last = oneInteger(m_lastLogged.query(conversation));
    if (!last)
        return last.error();
    return Seq { *last };
}

Result<void> Messages::place(ConversationId conversation, MessageId id, Seq seq, UtcTime sentAt)
{
    return done(m_place.run(loggedKey(seq), seq, sentAt, id, conversation));
}

Result<void> Messages::setState(
    ConversationId conversation, MessageId id, chat::DeliveryState state, std::optional<Errc> failure)
{
    return done(m_setState.run(state, failureColumn(failure), id, conversation));
}

Result<void> Messages::setContent(
    ConversationId conversation, MessageId id, const chat::Content &content, const QByteArray &bytes)
{
    return done(m_setContent.run(content.kind, detailOf(content), content.text, keptOf(bytes), content.written,
        content.follows, id, conversation));
}

Result<void> Messages::setMisses(ConversationId conversation, MessageId id, bool missesEarlier)
{
    return done(m_setMisses.run(missesEarlier, id, conversation));
}

Result<std::vector<chat::Message>> Messages::missing(ConversationId conversation, MessageId earlier)
{
    return allRows(m_missing.query(conversation, earlier), readMessage);
}

Result<std::optional<LoggedAt>> Messages::lastOfDevice(ConversationId conversation, DeviceId device, Seq below)
{
    return firstRow(m_lastOfDevice.query(conversation, device, below), [](const sql::Rows &row) {
        return LoggedAt { row.seq(0), row.id<MessageId>(1) };
    });
}

Result<void> Messages::displace(
    ConversationId conversation, MessageId id, chat::OrderKey key, chat::DeliveryState state)
{
    return done(m_displace.run(key, state, id, conversation));
}

Result<std::vector<chat::Message>> Messages::loggedAbove(ConversationId conversation, Seq seq)
{
    return allRows(m_loggedAbove.query(conversation, seq), readMessage);
}

Result<chat::OrderKey> Messages::nextForgottenKey(ConversationId conversation)
{
    auto key = oneInteger(m_nextForgottenKey.query(conversation));
    if (!key)
        return key.error();
    return chat::OrderKey { *key };
}

Result<void> Messages::remove(ConversationId conversation, MessageId id)
{
    return done(m_remove.run(id, conversation));
}

Result<qint64> Messages::unread(ConversationId conversation, Seq readUpTo)
{
    return oneInteger(m_unread.query(conversation, readUpTo));
}

Result<std::optional<chat::OrderKey>> Messages::firstUnread(ConversationId conversation, Seq readUpTo)
{
    return firstRow(m_firstUnread.query(conversation, readUpTo),
        [](const sql::Rows &row) { return chat::OrderKey { row.integer(0) }; });
}

Result<std::optional<LoggedAt>> Messages::lastOfOthers(ConversationId conversation, Seq after, Seq upTo)
{
    return firstRow(m_lastOfOthers.query(conversation, after, upTo), [](const sql::Rows &row) {
        return LoggedAt { row.seq(0), row.id<MessageId>(1) };
    });
}

Result<std::optional<MessageId>> Messages::loggedAt(ConversationId conversation, Seq seq)
{
    return firstRow(
        m_loggedAt.query(conversation, loggedKey(seq)), [](const sql::Rows &row) { return row.id<MessageId>(0); });
}

Result<std::vector<Seq>> Messages::written(ConversationId conversation, Range range)
{
    return allRows(
        m_written.query(conversation, range.first, range.last), [](const sql::Rows &row) { return row.seq(0); });
}

Result<std::vector<Seq>> Messages::own(ConversationId conversation, Range range)
{
    return allRows(m_own.query(conversation, range.first, range.last), [](const sql::Rows &row) { return row.seq(0); });
}

Result<std::vector<chat::Message>> Messages::before(ConversationId conversation, chat::OrderKey key, int limit)
{
    auto rows = allRows(m_before.query(conversation, key, limit), readMessage);
    if (rows)
        std::reverse(rows->begin(), rows->end());
    return rows;
}

Result<std::vector<chat::Message>> Messages::from(ConversationId conversation, chat::OrderKey key, int limit)
{
    return allRows(m_from.query(conversation, key, limit), readMessage);
}

Result<qint64> Messages::count(ConversationId conversation, chat::OrderKey from, chat::OrderKey below)
{
    return oneInteger(m_count.query(conversation, from, below));
}

} // namespace pc::store
