// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket conformance by name (RFC 6455): what a client sends and what a server must make of it. One table for the
// codec, cut at every position, and for a real socket.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pc::relay::front::test {

constexpr std::size_t kCaseMessageLimit = 70'000;

struct FrameCase
{
    std::string name;
    std::string bytes;

    /// One entry an event: "text:…", "binary:…", "ping:…", "pong:…", "close:<code>:<reason>", "fail:<code>".
    std::vector<std::string> events;
};

const std::vector<FrameCase> &frameCases();

} // namespace pc::relay::front::test
