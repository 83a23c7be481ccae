// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the timeline: a message, or what stands between messages.

#pragma once

#include "core/chat/delivery.h"
#include "core/chat/page.h"

#include <QDate>

#include <vector>

namespace pc::ui {

struct TimelineRow
{
    enum class Kind : quint8 {
        Message, ///< Of any content kind, events included.
        Day, ///< Separator before the first message of `day`.
        Unread, ///< Divider before the first of `unread` messages.
        Hole, ///< Messages that exist and are not here yet.
        Missing, ///< Before `message`: the sender's message before it never came.
        Typing, ///< Always the last row.
    };

    /// What stays the same while the row changes.
    struct Key
    {
        Kind kind = Kind::Message;
        MessageId message; ///< The row's own, or the one that a Day or Missing stands before.
        qint64 number = 0;

        bool operator==(const Key &) const = default;
    };

    Kind kind = Kind::Message;
    chat::Message message;
    chat::DeliveryState state = chat::DeliveryState::Sent; ///< As shown; own messages only.
    bool startsGroup = true; ///< First of several by one sender within a few minutes.
    bool endsGroup = true;
    QDate day;
    chat::Hole hole;
    qint64 unread = 0;
    std::vector<UserId> typing;

    bool isEvent() const { return kind == Kind::Message && message.content.kind == chat::ContentKind::Event; }

    /// A message that somebody wrote: what can be selected, copied and answered.
    bool isWritten() const { return kind == Kind::Message && !isEvent(); }

    Key key() const { return { kind, message.id, kind == Kind::Hole ? hole.last.raw() : 0 }; }

    bool operator==(const TimelineRow &) const = default;
};

inline size_t qHash(const TimelineRow::Key &key, size_t seed = 0) noexcept
{
    return qHashMulti(seed, quint8(key.kind), key.message, key.number);
}

} // namespace pc::ui
