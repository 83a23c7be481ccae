// SPDX-License-Identifier: GPL-3.0-or-later
// ReceiptWriter: watermarks, merged by maximum, with a history of when each step was made. Runs inside the writer's
// transaction.

#pragma once

#include "core/relay/log/conversationcache.h"

namespace pc::relay::log {

struct Confirmed
{
    std::optional<Errc> refusal;
    std::optional<wire::Receipt> receipt; ///< None when it told nothing new.
    std::vector<UserId> interested; ///< Who is shown it: the authors of what it covers, and its own sender.
};

class ReceiptWriter
{
public:
    ReceiptWriter(sql::Database &database, ConversationCache &cache);

    Result<Confirmed> confirm(const accounts::Actor &actor, const wire::Receipt &receipt, UtcTime now);

private:
    Result<Seq> current(qint64 row, UserId user, wire::ReceiptKind kind);
    Result<std::vector<UserId>> interested(const ConversationState &state, UserId self, Seq after, Seq upTo);

    ConversationCache &m_cache;
    sql::Statement m_current;
    sql::Statement m_raise;
    sql::Statement m_history;
    sql::Statement m_authors;
};

} // namespace pc::relay::log
