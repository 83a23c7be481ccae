// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/front/clientframes.h"

namespace pc::relay::front::test {

namespace {

void appendNumber(std::string &out, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i));
}

std::string shorthand(uint8_t opcode, std::string_view payload, bool isFinal)
{
    return bytesOf({ .opcode = opcode, .payload = std::string(payload), .isFinal = isFinal });
}

} // namespace

std::string bytesOf(const ClientFrame &frame)
{
    const uint64_t length = frame.claimedLength.value_or(frame.payload.size());
    int lengthBytes = frame.lengthBytes;
    if (lengthBytes < 0)
        lengthBytes = length <= 125 ? 0 : length <= 0xffff ? 2 : 8;
    const auto shortLength = static_cast<uint8_t>(lengthBytes == 0 ? length : lengthBytes == 2 ? 126 : 127);
    std::string out;
    out += static_cast<char>((frame.isFinal ? 0x80 : 0) | (frame.reserved << 4) | frame.opcode);
    out += static_cast<char>((frame.isMasked ? 0x80 : 0) | shortLength);
    appendNumber(out, length, lengthBytes);
    if (!frame.isMasked)
        return out + frame.payload;
    std::string mask;
    appendNumber(mask, frame.mask, 4);
    out += mask;
    for (std::size_t i = 0; i < frame.payload.size(); ++i)
        out += static_cast<char>(frame.payload[i] ^ mask[i % 4]);
    return out;
}

std::string text(std::string_view payload, bool isFinal)
{
    return shorthand(0x1, payload, isFinal);
}

std::string binary(std::string_view payload, bool isFinal)
{
    return shorthand(0x2, payload, isFinal);
}

std::string more(std::string_view payload, bool isFinal)
{
    return shorthand(0x0, payload, isFinal);
}

std::string ping(std::string_view payload)
{
    return shorthand(0x9, payload, true);
}

std::string pong(std::string_view payload)
{
    return shorthand(0xa, payload, true);
}

std::string closing(uint16_t code, std::string_view reason)
{
    std::string payload;
    appendNumber(payload, code, 2);
    return shorthand(0x8, payload.append(reason), true);
}

std::string emptyClosing()
{
    return shorthand(0x8, {}, true);
}

std::optional<std::vector<ServerFrame>> readServerFrames(std::string_view bytes)
{
    std::vector<ServerFrame> frames;
    while (bytes.size() >= 2) {
        const auto first = static_cast<uint8_t>(bytes[0]);
        const auto second = static_cast<uint8_t>(bytes[1]);
        if ((first & 0xf0) != 0x80 || (second & 0x80)) // final, nothing reserved, not masked
            return std::nullopt;
        const std::size_t lengthBytes = second < 126 ? 0 : second == 126 ? 2 : 8;
        if (bytes.size() < 2 + lengthBytes)
            break;
        uint64_t length = lengthBytes == 0 ? second : 0;
        for (std::size_t i = 0; i < lengthBytes; ++i)
            length = length << 8 | static_cast<uint8_t>(bytes[2 + i]);
        if (bytes.size() - 2 - lengthBytes < length)
            break;
        frames.push_back({ static_cast<uint8_t>(first & 0x0f), std::string(bytes.substr(2 + lengthBytes, length)) });
        bytes.remove_prefix(2 + lengthBytes + length);
    }
    return frames;
}

uint16_t closeCodeOf(const ServerFrame &frame)
{
    if (frame.payload.size() < 2)
        return 1005;
    return static_cast<uint16_t>(static_cast<uint8_t>(frame.payload[0]) << 8 | static_cast<uint8_t>(frame.payload[1]));
}

} // namespace pc::relay::front::test
