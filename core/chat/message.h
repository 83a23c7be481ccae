// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/errc.h"
#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/chat/content.h"

#include <optional>

namespace pc::chat {

/// A message's way, as its sender sees it. See delivery.h for the rules between them.
enum class DeliveryState : quint8 {
    Sending, ///< In the outbox, on this disk.
    Sent, ///< The relay has it on its disk and gave it a seq.
    Delivered, ///< On at least one device of every other member.
    Read, ///< Read by every other member.
    Failed, ///< Refused, or tried three times without an answer; see `failure`.
};

/// Place in the timeline: the seq for what the relay ordered; unsent messages sort behind all of it, in the order in
/// which they were written. Opaque to the interface but for comparison.
using OrderKey = StrongId<struct OrderTag, qint64>;

struct Message
{
    MessageId id;
    ConversationId conversation;
    UserId sender; ///< Null of a new name, which only the relay says that somebody gave.
    DeviceId device;
    OrderKey order;
    Seq seq; ///< 0 until sent.
    UtcTime time; ///< The relay's sentAt; the own clock's only until then. Never orders anything.
    Content content;
    DeliveryState state = DeliveryState::Sent; ///< As stored: Sending, Sent or Failed; see displayedState().
    std::optional<Errc> failure; ///< Why, when Failed.
    bool outgoing = false; ///< Sent by this account, from whichever device.
    bool missesEarlier = false; ///< What it follows (Content::follows) should be here, and is not.

    bool operator==(const Message &) const = default;
};

/// What the composer hands over.
struct Draft
{
    QString text;

    bool operator==(const Draft &) const = default;
};

} // namespace pc::chat
