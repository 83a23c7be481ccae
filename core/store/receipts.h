// SPDX-License-Identifier: GPL-3.0-or-later
// Receipts: the history behind the marks, with times: who had what when; and what came too early to be believed.

#pragma once

#include "core/chat/delivery.h"
#include "core/sql/statement.h"

#include <QByteArray>

#include <vector>

namespace pc::store {

struct ReceiptRow
{
    ConversationId conversation;
    Revision revision;
    UserId user;
    chat::ReceiptKind kind = chat::ReceiptKind::Delivered;
    Seq upTo;
    UtcTime at;
};

/// One that cannot be judged yet.
struct WaitingReceipt
{
    ReceiptRow receipt;
    DeviceId device;
    QByteArray proof;
};

/// Of one conversation: more than its members have devices. What comes beyond is let go by.
inline constexpr qint64 kMostWaitingReceipts = 4'000;

class Receipts
{
public:
    explicit Receipts(sql::Database &database);

    /// Once a revision; a repeat changes nothing.
    Result<void> add(const ReceiptRow &receipt);

    /// For every present member but `self`: the earliest receipts that cover `seq`.
    Result<std::vector<chat::MemberReceipt>> ofMessage(ConversationId conversation, Seq seq, UserId self);

    /// Each device's highest.
    Result<void> wait(const WaitingReceipt &waiting);
    Result<std::vector<WaitingReceipt>> waiting(ConversationId conversation);
    Result<void> endWait(const WaitingReceipt &waiting);

    /// Forgets what a restored relay does not know, of which the log is the same up to `seq`.
    Result<void> removeAbove(ConversationId conversation, Seq seq, Revision revision);

private:
    sql::Statement m_add;
    sql::Statement m_ofMessage;
    sql::Statement m_wait;
    sql::Statement m_waiting;
    sql::Statement m_endWait;
    sql::Statement m_removeAbove;
    sql::Statement m_removeWaitingAbove;
};

} // namespace pc::store
