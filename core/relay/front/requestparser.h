// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP/1.1 request from bytes that arrive in any pieces (RFC 9112). Strict: what is ambiguous is refused, and
// every byte is counted against a limit before it is kept. The verdict never depends on where the pieces were cut.

#pragma once

#include "core/relay/front/chunkedbody.h"
#include "core/relay/front/http.h"
#include "core/relay/front/requesthead.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pc::relay::front {

struct RequestLimits
{
    std::size_t headerBytes = 16 * 1024; ///< Request line, fields and their line ends.
    std::size_t headerFields = 64;
    std::size_t bodyBytes = 64 * 1024;
};

class RequestParser
{
public:
    enum class State : uint8_t { Head, Body, Complete, Failed };

    /// How large a body may be, asked once when the head is complete; without it RequestLimits::bodyBytes holds for all.
    using BodyLimit = std::function<std::size_t(const HttpRequest &head, std::size_t usual)>;

    explicit RequestParser(const RequestLimits &limits, BodyLimit bodyLimit = {});

    /// Reads from `bytes` and returns how many belong to this request; the rest is the next one's.
    std::size_t feed(std::string_view bytes);

    State state() const { return m_state; }

    /// Why, in state Failed.
    const HttpFault &fault() const { return m_fault; }

    /// From state Body on: whether the client waits for a 100 before it sends the body.
    bool expectsContinue() const { return m_framing.expectsContinue; }

    /// From state Body on: whether the connection may carry another request.
    bool keepsAlive() const { return m_framing.keepsAlive; }

    /// The request, once, in state Complete.
    HttpRequest takeRequest() { return std::move(m_request); }

private:
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    void endLine();
    void endHead();
    void fail(const HttpFault &fault);

    RequestLimits m_limits;
    BodyLimit m_bodyLimit;
    HttpRequest m_request;
    std::string m_line; ///< The head's present line, as far as it has come.
    std::string m_authority;
    std::size_t m_headBytes = 0;
    RequestFraming m_framing;
    ChunkedBody m_chunks;
    HttpFault m_fault;
    bool m_hasRequestLine = false;
    State m_state = State::Head;
};

} // namespace pc::relay::front
