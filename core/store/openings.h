// SPDX-License-Identifier: GPL-3.0-or-later
// Openings: what proves messages of the log to whoever has their commitments, and which messages lack theirs here. What a commitment
// is stands in core/groups/sealedcontent.h.

#pragma once

#include "core/chat/message.h"
#include "core/sql/statement.h"
#include "core/store/range.h"

#include <optional>
#include <vector>

namespace pc::store {

/// Others are asked for a message so often before askAgain().
inline constexpr int kMostAsked = 3;

struct Opening
{
    QByteArray commitment;
    QByteArray frankingKey; ///< Empty: the message did not open here.
    bool isKeptBack = false; ///< Nobody is asked for it before release().

    bool operator==(const Opening &) const = default;
};

/// A readable message with what proves it.
struct Proven
{
    chat::Message message;
    Opening opening;
};

class Openings
{
public:
    explicit Openings(sql::Database &database);

    /// In the place of what was known; a key stays known where the commitment is the same.
    Result<void> save(ConversationId conversation, MessageId message, const Opening &opening);
    Result<std::optional<Opening>> find(ConversationId conversation, MessageId message);

    /// What was kept back in this conversation is asked for like the rest.
    Result<void> release(ConversationId conversation);

    /// The message at `seq` could not be brought by who was asked.
    Result<void> missed(ConversationId conversation, Seq seq);

    /// Whoever was asked in vain may have been the wrong one.
    Result<void> askAgain();

    /// Conversations of more than two people that this person is in, of which something is to be asked for.
    Result<std::vector<ConversationId>> withWanted();

    /// Seqs whose messages cannot be read here and could be proven, the highest first.
    Result<std::vector<Seq>> wanted(ConversationId conversation, int limit);

    /// Readable ones within `range`, the highest first.
    Result<std::vector<Proven>> proven(ConversationId conversation, Range range, int limit);

private:
    sql::Statement m_save;
    sql::Statement m_find;
    sql::Statement m_release;
    sql::Statement m_missed;
    sql::Statement m_askAgain;
    sql::Statement m_withWanted;
    sql::Statement m_wanted;
    sql::Statement m_proven;
};

} // namespace pc::store
