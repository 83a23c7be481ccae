// SPDX-License-Identifier: GPL-3.0-or-later
// Peer: one signed-in device's connection, as the hub sees it. session's DeviceSession is one.

#pragma once

#include "core/people/presence.h"
#include "core/relay/accounts/actor.h"
#include "core/relay/hub/outgoing.h"
#include "core/wire/frames.h"

namespace pc::relay::hub {

class Peer
{
public:
    virtual ~Peer() = default;

    virtual const accounts::Actor &actor() const = 0;

    /// Its number: a later connection of the relay has a greater one.
    virtual quint64 connection() const = 0;

    /// Somebody is looking: typing and presence are wanted.
    virtual bool isActive() const = 0;
    virtual people::PresenceStatus status() const = 0;

    virtual void deliver(const Outgoing &frame) = 0;

    /// A conversation has grown: the next heartbeat will say so.
    virtual void noteHead(const wire::Head &head) = 0;

    /// Says why, and closes.
    virtual void dismiss(const wire::Goodbye &goodbye) = 0;
};

} // namespace pc::relay::hub
