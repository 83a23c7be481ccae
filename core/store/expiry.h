// SPDX-License-Identifier: GPL-3.0-or-later
// Expiry: takes out of this store what is older than the school keeps: messages with their receipts, from the oldest on. Their
// seqs stay dealt with, as expired: the timeline says so, and nothing is fetched for them again.

#pragma once

#include "core/chat/conversation.h"
#include "core/sql/statement.h"
#include "core/store/heldranges.h"

#include <vector>

namespace pc::store {

/// What was taken of one conversation.
struct Expired
{
    Range range; ///< Shown as expired from now on; empty when there was nothing to take.
    int messages = 0;
};

class Expiry
{
public:
    /// `held` must outlive this.
    Expiry(sql::Database &database, HeldRanges &held);

    /// Conversations whose oldest message in the log is older.
    Result<std::vector<ConversationId>> due(UtcTime before);

    /// At most `most` messages of one conversation, none that its group has not come to yet.
    Result<Expired> drop(ConversationId conversation, UtcTime before, int most);

private:
    sql::Statement m_due;
    sql::Statement m_oldest;
    sql::Statement m_bounds;
    sql::Statement m_remove;
    sql::Statement m_removeReceipts;
    sql::Statement m_removeWaiting;
    HeldRanges &m_held;
};

} // namespace pc::store
