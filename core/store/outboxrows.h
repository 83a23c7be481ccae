// SPDX-License-Identifier: GPL-3.0-or-later
// OutboxRows: what waits for the relay, oldest first. A row goes only when the relay has the message, or its user
// takes it back.

#pragma once

#include "core/base/ids.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

struct OutboxRow
{
    qint64 position = 0;
    ConversationId conversation;
    MessageId message;
    QByteArray content; ///< As encoded.
    std::optional<QByteArray> sealed; ///< What went on the wire, if it ever did.
    int attempts = 0; ///< Tries while connected that were not answered.
    std::optional<Errc> refused; ///< A final refusal: it waits for its user.
};

class OutboxRows
{
public:
    explicit OutboxRows(sql::Database &database);

    /// Answers the row's position, which is above every earlier one.
    Result<qint64> add(ConversationId conversation, MessageId message, const QByteArray &content);

    Result<std::optional<OutboxRow>> find(MessageId message);

    /// The oldest row of each conversation that is not refused, oldest first, at most `limit`.
    Result<std::vector<OutboxRow>> heads(int limit);

    Result<void> seal(MessageId message, const QByteArray &sealed);

    /// What it says beside its text became known when it was sealed.
    Result<void> rewrite(MessageId message, const QByteArray &content);

    Result<void> unseal(MessageId message);
    Result<void> countAttempt(MessageId message);
    Result<void> refuse(MessageId message, Errc why);

    /// As new: no attempts, not refused.
    Result<void> renew(MessageId message);

    Result<void> remove(MessageId message);

    /// All rows of one conversation, oldest first.
    Result<std::vector<OutboxRow>> ofConversation(ConversationId conversation);

    /// Behind all others; answers its new position.
    Result<qint64> moveToEnd(MessageId message);

    /// Rows that will be sent by themselves.
    Result<int> waiting();

    /// All rows.
    Result<int> count();

private:
    sql::Statement m_add;
    sql::Statement m_find;
    sql::Statement m_heads;
    sql::Statement m_seal;
    sql::Statement m_rewrite;
    sql::Statement m_countAttempt;
    sql::Statement m_refuse;
    sql::Statement m_renew;
    sql::Statement m_remove;
    sql::Statement m_ofConversation;
    sql::Statement m_moveToEnd;
    sql::Statement m_position;
    sql::Statement m_waiting;
    sql::Statement m_count;
};

} // namespace pc::store
