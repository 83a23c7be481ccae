// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket frames as a server must read them (RFC 6455 section 5.2), from bytes that arrive in any pieces. Knows one
// frame at a time: what a sequence of frames may be is MessageReader's.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pc::relay::front {

enum class Opcode : uint8_t { Continuation = 0x0, Text = 0x1, Binary = 0x2, Close = 0x8, Ping = 0x9, Pong = 0xa };

constexpr bool isControl(Opcode opcode)
{
    return (static_cast<uint8_t>(opcode) & 0x8) != 0;
}

struct FrameHeader
{
    uint64_t length = 0;
    Opcode opcode = Opcode::Continuation;
    bool isFinal = false;
};

class FrameParser
{
public:
    enum class Step : uint8_t { NeedMore, Header, Payload, Failed };

    /// Takes the next step from the front of `input`, which shrinks by what was used. Payload is unmasked where it lies.
    Step next(std::span<char> &input);

    /// Of the present frame, from step Header on.
    const FrameHeader &header() const { return m_header; }

    /// The part of the payload that came with the last step Payload; lies in the caller's input.
    std::string_view piece() const { return m_piece; }

    /// The present frame has no more payload to come.
    bool isFrameComplete() const { return m_remaining == 0; }

    /// No byte of an unfinished frame has been read.
    bool isBetweenFrames() const { return m_have == 0; }

    /// Why, in words for the close frame, after step Failed.
    std::string_view reason() const { return m_reason; }

private:
    bool acceptByte(std::size_t at);
    bool acceptFirst(uint8_t byte);
    bool acceptSecond(uint8_t byte);
    bool acceptLength();
    std::size_t lengthBytes() const;
    std::size_t headerSize() const { return 2 + lengthBytes() + m_mask.size(); }
    uint8_t byteAt(std::size_t at) const { return static_cast<uint8_t>(m_bytes[at]); }
    void takePayload(std::span<char> &input);
    bool refuse(std::string_view reason);

    static constexpr std::size_t kMaxHeader = 14;

    FrameHeader m_header;
    uint64_t m_remaining = 0;
    std::string_view m_piece;
    std::string_view m_reason;
    std::array<char, kMaxHeader> m_bytes {};
    std::array<char, 4> m_mask {};
    uint8_t m_have = 0; ///< Header bytes read; 0 between frames.
    uint8_t m_maskAt = 0;
    bool m_hasHeader = false;
};

} // namespace pc::relay::front
