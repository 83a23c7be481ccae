// SPDX-License-Identifier: GPL-3.0-or-later
// Delivery status as a pure function of what is stored: the message's own state and two watermarks.
//
//   Sending ──ack──▶ Sent ──everybody has it──▶ Delivered ──everybody read it──▶ Read
//      │  ▲
//      ▼  │ try again
//    Failed

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/chat/message.h"

#include <optional>
#include <vector>

namespace pc::chat {

enum class ReceiptKind : quint8 {
    Delivered,
    Read,
};

/// Up to which seq *every* other present member has received and read; merged by maximum, so they never go back.
struct Watermarks
{
    Seq delivered;
    Seq read;

    bool operator==(const Watermarks &) const = default;
};

/// One member's receipts for one message, for the details.
struct MemberReceipt
{
    UserId user;
    std::optional<UtcTime> deliveredAt;
    std::optional<UtcTime> readAt;

    bool operator==(const MemberReceipt &) const = default;
};

/// What the timeline shows for an own message: the stored state, raised by the watermarks once it has a seq.
DeliveryState displayedState(const Message &message, const Watermarks &watermarks);

/// May a stored state follow another? Never backwards, except that a failed one may be sent again.
bool mayFollow(DeliveryState from, DeliveryState to);

} // namespace pc::chat
