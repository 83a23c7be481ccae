// SPDX-License-Identifier: GPL-3.0-or-later
// ReceiptWriter: watermarks, merged by maximum, with a history of when each step was made. Runs inside the writer's
// transaction. Steps are gathered in memory and written by flush() before the commit: whoever confirms ten messages one
// by one within a transaction makes one step, since all ten become true at the same moment. The proof of a receipt is for
// clients: it is kept beside the watermark, as it came.

#pragma once

#include "core/relay/log/conversationcache.h"

#include <memory>
#include <vector>

namespace pc::relay::log {

/// A member's watermark that rose in one transaction.
struct ReceiptStep
{
    wire::Receipt receipt; ///< Its revision is known after the flush().
    DeviceId device; ///< That confirmed last.
    Seq before;
    std::vector<UserId>
        interested; ///< Who is shown it: the authors of what it covers, and its own sender. After flush().
    bool isPublished = false;
};

struct Confirmed
{
    std::optional<Errc> refusal;
    std::shared_ptr<ReceiptStep> step; ///< None when it told nothing new.
};

class ReceiptWriter
{
public:
    ReceiptWriter(sql::Database &database, ConversationCache &cache);

    Result<Confirmed> confirm(const accounts::Actor &actor, const wire::Receipt &receipt, UtcTime now);

    /// Writes the gathered steps; before the cache's own flush(), which writes the revisions they take.
    Result<void> flush();

    /// The transaction was undone: what was gathered never was.
    void forget() { m_gathered.clear(); }

private:
    Result<Watermark *> watermark(ConversationState &state, UserId user, wire::ReceiptKind kind);
    Result<void> write(ReceiptStep &step);
    Result<std::vector<UserId>> interested(const ConversationState &state, const ReceiptStep &step);

    ConversationCache &m_cache;
    std::vector<std::shared_ptr<ReceiptStep>> m_gathered;
    sql::Statement m_current;
    sql::Statement m_raise;
    sql::Statement m_history;
    sql::Statement m_authors;
};

} // namespace pc::relay::log
