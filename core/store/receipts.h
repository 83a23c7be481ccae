// SPDX-License-Identifier: GPL-3.0-or-later
// Receipts: the history behind the marks, with times: who had what when.

#pragma once

#include "core/chat/delivery.h"
#include "core/sql/statement.h"

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

class Receipts
{
public:
    explicit Receipts(sql::Database &database);

    /// Once a revision; a repeat changes nothing.
    Result<void> add(const ReceiptRow &receipt);

    /// For every present member but `self`: the earliest receipts that cover `seq`.
    Result<std::vector<chat::MemberReceipt>> ofMessage(ConversationId conversation, Seq seq, UserId self);

    /// Forgets what a restored relay does not know.
    Result<void> removeAbove(ConversationId conversation, Revision revision);

private:
    sql::Statement m_add;
    sql::Statement m_ofMessage;
    sql::Statement m_removeAbove;
};

} // namespace pc::store
