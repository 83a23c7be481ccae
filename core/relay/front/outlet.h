// SPDX-License-Identifier: GPL-3.0-or-later
// Outlet: the way out to one WebSocket, as the rooms above see it. An interface, so that sessions and what they tell are
// tested without sockets; Front is the implementation.
//
// Thread: the loop's.

#pragma once

#include "core/relay/front/closecode.h"
#include "core/relay/front/connectionid.h"

#include <memory>
#include <string_view>

namespace pc::relay::front {

class FramedMessage;

class Outlet
{
public:
    virtual ~Outlet() = default;

    /// Queues one whole message.
    virtual void send(ConnectionId connection, std::string_view payload, bool binary) = 0;

    /// The same for one that goes to many: neither copied nor framed again.
    virtual void send(ConnectionId connection, const std::shared_ptr<const FramedMessage> &message) = 0;

    /// After a valid hello: the limit for the messages to come, and the end of the hello deadline.
    virtual void setMessageLimit(ConnectionId connection, int bytes) = 0;

    virtual void close(ConnectionId connection, CloseCode code, std::string_view reason) = 0;
};

} // namespace pc::relay::front
