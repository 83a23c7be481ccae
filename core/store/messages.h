// SPDX-License-Identifier: GPL-3.0-or-later
// Messages: the timeline's rows. An id is in one conversation once, a place in the order holds one row; both are
// constraints of the database, not habits of the callers.

#pragma once

#include "core/chat/message.h"
#include "core/sql/statement.h"
#include "core/store/order.h"
#include "core/store/range.h"

#include <optional>
#include <vector>

namespace pc::store {

/// A message in the log.
struct LoggedAt
{
    Seq seq;
    MessageId id;

    bool operator==(const LoggedAt &) const = default;
};

class Messages
{
public:
    explicit Messages(sql::Database &database);

    /// `content`: the bytes of what could not be read, to be read again later; else empty. Conflict when id or place
    /// are taken.
    Result<void> add(const chat::Message &message, const QByteArray &content = {});

    Result<std::optional<chat::Message>> find(MessageId id);
    Result<std::optional<chat::Message>> find(ConversationId conversation, MessageId id);

    /// The last row of the timeline, whatever it is.
    Result<std::optional<chat::Message>> last(ConversationId conversation);

    /// The highest seq that has a row; 0 when none has.
    Result<Seq> lastLogged(ConversationId conversation);

    /// The relay ordered it: it moves to its place and is Sent, whatever it was.
    Result<void> place(ConversationId conversation, MessageId id, Seq seq, UtcTime sentAt);

    Result<void> setState(
        ConversationId conversation, MessageId id, chat::DeliveryState state, std::optional<Errc> failure);

    /// It was opened after it was stored. `bytes` as with add().
    Result<void> setContent(
        ConversationId conversation, MessageId id, const chat::Content &content, const QByteArray &bytes = {});

    /// What it follows should be here, and is not.
    Result<void> setMisses(ConversationId conversation, MessageId id, bool missesEarlier);

    /// Those that miss `earlier`.
    Result<std::vector<chat::Message>> missing(ConversationId conversation, MessageId earlier);

    /// The last one by that device that the log has below `below`, readable or not.
    Result<std::optional<LoggedAt>> lastOfDevice(ConversationId conversation, DeviceId device, Seq below);

    /// Out of the log, to `key`; a reason why it failed stays.
    Result<void> displace(ConversationId conversation, MessageId id, chat::OrderKey key, chat::DeliveryState state);

    /// The rows that the relay ordered above `seq`, ascending.
    Result<std::vector<chat::Message>> loggedAbove(ConversationId conversation, Seq seq);

    /// Behind everything that a restored relay forgot before.
    Result<chat::OrderKey> nextForgottenKey(ConversationId conversation);

    Result<void> remove(ConversationId conversation, MessageId id);

    /// Messages of others beyond the read position: the one count behind every badge.
    Result<qint64> unread(ConversationId conversation, Seq readUpTo);

    /// The first of those.
    Result<std::optional<chat::OrderKey>> firstUnread(ConversationId conversation, Seq readUpTo);

    /// The last of somebody else's messages in (after, upTo].
    Result<std::optional<LoggedAt>> lastOfOthers(ConversationId conversation, Seq after, Seq upTo);

    /// Which message the relay ordered there; nothing where there is no row.
    Result<std::optional<MessageId>> loggedAt(ConversationId conversation, Seq seq);

    /// Where in `range` somebody wrote, ascending.
    Result<std::vector<Seq>> written(ConversationId conversation, Range range);

    /// Where in `range` this account wrote, ascending.
    Result<std::vector<Seq>> own(ConversationId conversation, Range range);

    /// The `limit` rows below `key`, ascending.
    Result<std::vector<chat::Message>> before(ConversationId conversation, chat::OrderKey key, int limit);

    /// The `limit` rows from `key` on, which is included, ascending.
    Result<std::vector<chat::Message>> from(ConversationId conversation, chat::OrderKey key, int limit);

    /// How many rows in [from, below).
    Result<qint64> count(ConversationId conversation, chat::OrderKey from, chat::OrderKey below);

private:
    sql::Statement m_add;
    sql::Statement m_find;
    sql::Statement m_findIn;
    sql::Statement m_last;
    sql::Statement m_lastLogged;
    sql::Statement m_place;
    sql::Statement m_setState;
    sql::Statement m_setContent;
    sql::Statement m_setMisses;
    sql::Statement m_missing;
    sql::Statement m_lastOfDevice;
    sql::Statement m_displace;
    sql::Statement m_loggedAbove;
    sql::Statement m_nextForgottenKey;
    sql::Statement m_remove;
    sql::Statement m_unread;
    sql::Statement m_firstUnread;
    sql::Statement m_lastOfOthers;
    sql::Statement m_loggedAt;
    sql::Statement m_written;
    sql::Statement m_own;
    sql::Statement m_before;
    sql::Statement m_from;
    sql::Statement m_count;
};

} // namespace pc::store
