// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/delivery.h"

namespace pc::chat {

DeliveryState displayedState(const Message &message, const Watermarks &watermarks)
{
    if (message.state == DeliveryState::Sending || message.state == DeliveryState::Failed)
        return message.state;
    if (message.seq <= Seq {})
        return message.state;
    if (message.seq <= watermarks.read)
        return DeliveryState::Read;
    if (message.seq <= watermarks.delivered)
        return DeliveryState::Delivered;
    return message.state;
}

bool mayFollow(DeliveryState from, DeliveryState to)
{
    switch (from) {
    case DeliveryState::Sending:
        return to == DeliveryState::Sent || to == DeliveryState::Failed;
    case DeliveryState::Failed:
        return to == DeliveryState::Sending || to == DeliveryState::Sent;
    case DeliveryState::Sent:
        return to == DeliveryState::Delivered || to == DeliveryState::Read;
    case DeliveryState::Delivered:
        return to == DeliveryState::Read;
    case DeliveryState::Read:
        return false;
    }
    return false;
}

} // namespace pc::chat
