// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection may use of the loop that it lives on. A turn of the loop is: every ready socket is read once, then
// the handler hears that the turn ends, then every connection that asked for it is settled (written, closed).

#pragma once

#include "core/relay/front/addresscensus.h"
#include "core/relay/front/deadlinewheel.h"
#include "core/relay/front/front.h"
#include "core/relay/front/sparebuffers.h"

#include <span>
#include <string_view>

namespace pc::relay::front {

class Loop
{
public:
    virtual const FrontLimits &limits() const = 0;
    virtual Handler &handler() = 0;
    virtual FrontCounters &counters() = 0;
    virtual AddressCensus &census() = 0;
    virtual DeadlineWheel &wheel() = 0;
    virtual MonoTime now() const = 0;

    /// The present second for a response's date field.
    virtual std::string_view date() = 0;

    /// The one buffer that all sockets of the loop are read into; its size caps what one of them gets done in a turn.
    virtual std::span<char> readBuffer() = 0;

    /// What connections write from, in turn.
    virtual SpareBuffers &spareBuffers() = 0;

    /// Settles the connection at the end of this turn.
    virtual void attend(ConnectionId connection) = 0;

protected:
    ~Loop() = default;
};

} // namespace pc::relay::front
