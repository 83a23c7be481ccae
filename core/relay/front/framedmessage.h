// SPDX-License-Identifier: GPL-3.0-or-later
// A message framed once, for any number of sockets.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pc::relay::front {

class FramedMessage
{
public:
    explicit FramedMessage(std::string bytes)
        : m_bytes(std::move(bytes))
    {
    }

    const std::string &bytes() const { return m_bytes; }

    /// What is framed, for who sends it in another way. The relay's frames are never masked (RFC 6455 section 5.2).
    std::string_view payload() const
    {
        constexpr uint8_t kLengthBits = 0x7f;
        constexpr uint8_t kTwoBytesMore = 126;
        constexpr uint8_t kEightBytesMore = 127;
        const uint8_t length = uint8_t(m_bytes[1]) & kLengthBits;
        const std::size_t head = length == kEightBytesMore ? 10 : length == kTwoBytesMore ? 4 : 2;
        return std::string_view(m_bytes).substr(head);
    }

private:
    std::string m_bytes;
};

} // namespace pc::relay::front
