// SPDX-License-Identifier: GPL-3.0-or-later
// HeldRanges: which seqs of a conversation this store has dealt with, so that entries may come in any order and nothing
// is taken twice. The cursor is where the range that holds the first visible seq ends; what lies between ranges is a
// hole. Silent seqs are held without a row to show.

#pragma once

#include "core/chat/conversation.h"
#include "core/sql/statement.h"
#include "core/store/range.h"

#include <vector>

namespace pc::store {

enum class Silence : quint8 {
    NotShown, ///< There is nothing to show of it.
    Expired, ///< The relay no longer has it, and this store never did.
};

struct SilentRange
{
    Range range;
    Silence why = Silence::NotShown;
};

class HeldRanges
{
public:
    explicit HeldRanges(sql::Database &database);

    /// Makes the place of `seq` free for a row in messages, and held. False when a row has it already.
    Result<bool> take(ConversationId conversation, Seq seq);

    /// The parts of `range` that are not held yet become held and silent.
    Result<void> holdSilently(ConversationId conversation, Range range, Silence why);

    /// A held seq whose row was taken away.
    Result<void> silence(ConversationId conversation, Seq seq);

    /// All of `range` becomes held and expired, whatever it was; its rows are gone already.
    Result<void> expire(ConversationId conversation, Range range);

    Result<bool> contains(ConversationId conversation, Seq seq);

    /// Everything from `first` up to here is held; first - 1 when that one is not.
    Result<Seq> cursor(ConversationId conversation, Seq first);

    Result<std::vector<Range>> held(ConversationId conversation);
    Result<std::vector<SilentRange>> silent(ConversationId conversation);

    /// Forgets everything above `seq`.
    Result<void> truncate(ConversationId conversation, Seq seq);

private:
    Result<void> hold(ConversationId conversation, Range range);
    Result<bool> breakSilence(ConversationId conversation, Seq seq);
    Result<void> addSilent(ConversationId conversation, Range range, Silence why);

    sql::Statement m_touching;
    sql::Statement m_add;
    sql::Statement m_extend;
    sql::Statement m_removeWithin;
    sql::Statement m_covering;
    sql::Statement m_held;
    sql::Statement m_silentTouching;
    sql::Statement m_silentCovering;
    sql::Statement m_addSilent;
    sql::Statement m_removeSilentWithin;
    sql::Statement m_silent;
    sql::Statement m_dropAbove;
    sql::Statement m_cutAt;
    sql::Statement m_dropSilentAbove;
    sql::Statement m_cutSilentAt;
};

} // namespace pc::store
