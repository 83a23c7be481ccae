// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket frames as a client makes them, well formed or broken on purpose, and a plain reading of what a server says.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pc::relay::front::test {

struct ClientFrame
{
    uint8_t opcode = 0x1;
    std::string payload {};
    bool isFinal = true;
    uint8_t reserved = 0; ///< Three bits.
    bool isMasked = true;
    int lengthBytes = -1; ///< 0, 2 or 8 to choose the form of the length; -1 for the shortest.
    std::optional<uint64_t> claimedLength = std::nullopt; ///< Instead of the payload's.
    uint32_t mask = 0x37fa213d;
};

std::string bytesOf(const ClientFrame &frame);

// Shorthands, all well formed unless the arguments are not.
std::string text(std::string_view payload, bool isFinal = true);
std::string binary(std::string_view payload, bool isFinal = true);
std::string more(std::string_view payload, bool isFinal);
std::string ping(std::string_view payload = {});
std::string pong(std::string_view payload = {});
std::string closing(uint16_t code, std::string_view reason = {});
std::string emptyClosing();

struct ServerFrame
{
    uint8_t opcode = 0;
    std::string payload;

    bool operator==(const ServerFrame &) const = default;
};

/// The whole frames in `bytes`; nothing when one is not what a server may send.
std::optional<std::vector<ServerFrame>> readServerFrames(std::string_view bytes);

/// The code of a close frame's payload; 1005 when it has none.
uint16_t closeCodeOf(const ServerFrame &frame);

} // namespace pc::relay::front::test
