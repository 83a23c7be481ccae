// SPDX-License-Identifier: GPL-3.0-or-later
// A run of a conversation's timeline, as the store hands it to the interface.

#pragma once

#include "core/chat/message.h"

#include <vector>

namespace pc::chat {

struct PageRequest
{
    enum class Anchor : quint8 {
        Newest, ///< The last `limit` rows.
        FirstUnread, ///< Around the first message after the read position; like Newest when there is none.
        Before, ///< The `limit` rows before `key`, which is left out.
        After, ///< The `limit` rows after `key`, which is left out.
        Around, ///< Half before and half after `key`, which is included.
    };

    ConversationId conversation;
    Anchor anchor = Anchor::Newest;
    OrderKey key;
    int limit = 100; ///< At most 500.
};

/// Seqs that exist, or existed, at the relay and are not in this store; shown as a hole between its neighbours.
struct Hole
{
    Seq first;
    Seq last;
    bool expired = false; ///< Past the relay's retention: it can never be fetched, and says so.

    bool operator==(const Hole &) const = default;
};

struct Page
{
    std::vector<Message> messages; ///< Ascending by order.
    std::vector<Hole> holes; ///< Holes within and at the edges of this run, ascending.
    bool atStart = false; ///< Nothing stored before the first row (a hole there may still fill).
    bool atEnd = false; ///< Nothing stored after the last row.
    qint64 before = 0; ///< Stored rows before the first one: for the scroll bar.
    qint64 total = 0; ///< Stored rows in the whole conversation.
};

} // namespace pc::chat
