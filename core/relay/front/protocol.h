// SPDX-License-Identifier: GPL-3.0-or-later
// What is spoken on a connection: HTTP first, WebSocket after an upgrade. A protocol makes sense of bytes and knows its
// own deadlines; sockets and buffers are the connection's.

#pragma once

#include "core/base/time.h"
#include "core/relay/front/outqueue.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pc::relay::front {

struct HttpResponse;

constexpr MonoTime kNoDeadline = MonoTime::max();

class Protocol
{
public:
    virtual ~Protocol() = default;

    /// It has become what is spoken on the connection.
    virtual void begin() { }

    /// Takes input and returns how much; the rest is kept and offered again, in a later turn when wantsInput().
    virtual std::size_t consume(std::span<char> bytes) = 0;
    virtual bool wantsInput() const { return true; }

    /// The peer will send no more and everything it sent was consumed. May be told more than once.
    virtual void inputEnded() = 0;

    /// Nothing waits to be written at the end of a turn: the place for what only the latest of is worth sending.
    virtual void allWritten() { }

    virtual MonoTime deadline() const = 0;
    virtual void deadlinePassed() = 0;

    // What the handler asks for. A call that does not fit what is spoken, or comes too late, is dropped.
    virtual void respond(const HttpResponse &) { }
    virtual void send(std::string_view, bool) { }
    virtual void send(const OutQueue::SharedBytes &) { }
    virtual void setMessageLimit(std::size_t) { }
    virtual void close(uint16_t code, std::string_view reason) = 0;
};

} // namespace pc::relay::front
