// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/frameparser.h"

#include <algorithm>
#include <cstring>

namespace pc::relay::front {

namespace {

constexpr uint8_t kFinalBit = 0x80;
constexpr uint8_t kReservedBits = 0x70;
constexpr uint8_t kMaskBit = 0x80;
constexpr uint8_t kShortLength = 125;
constexpr uint8_t kTwoByteLength = 126;

constexpr bool isOpcode(uint8_t value)
{
    return value <= 0x2 || (value >= 0x8 && value <= 0xa);
}

/// XORs `bytes` with the mask, whose next byte is at `at`, eight bytes at a time.
void unmask(std::span<char> bytes, const std::array<char, 4> &mask, std::size_t at)
{
    std::array<char, 8> turned {};
    for (std::size_t i = 0; i < turned.size(); ++i)
        turned[i] = mask[(at + i) % mask.size()];
    uint64_t key = 0;
    std::memcpy(&key, turned.data(), sizeof key);
    std::size_t done = 0;
    for (uint64_t word = 0; done + sizeof word <= bytes.size(); done += sizeof word) {
        std::memcpy(&word, bytes.data() + done, sizeof word);
        word ^= key;
        std::memcpy(bytes.data() + done, &word, sizeof word);
    }
    for (; done < bytes.size(); ++done)
        bytes[done] = static_cast<char>(bytes[done] ^ turned[done % turned.size()]);
}

} // namespace

bool FrameParser::refuse(std::string_view reason)
{
    m_reason = reason;
    return false;
}

std::size_t FrameParser::lengthBytes() const
{
    const uint8_t code = byteAt(1) & 0x7f;
    if (code <= kShortLength)
        return 0;
    return code == kTwoByteLength ? 2 : 8;
}

bool FrameParser::acceptFirst(uint8_t byte)
{
    if (byte & kReservedBits)
        return refuse("reserved bit set");
    if (!isOpcode(byte & 0x0f))
        return refuse("unknown opcode");
    m_header.opcode = Opcode { static_cast<uint8_t>(byte & 0x0f) };
    m_header.isFinal = (byte & kFinalBit) != 0;
    if (isControl(m_header.opcode) && !m_header.isFinal)
        return refuse("fragmented control frame");
    return true;
}

bool FrameParser::acceptSecond(uint8_t byte)
{
    if (!(byte & kMaskBit))
        return refuse("frame without mask");
    if (isControl(m_header.opcode) && (byte & 0x7f) > kShortLength)
        return refuse("control frame too long");
    return true;
}

bool FrameParser::acceptLength()
{
    const std::size_t count = lengthBytes();
    uint64_t length = count == 0 ? byteAt(1) & 0x7fU : 0;
    for (std::size_t i = 0; i < count; ++i)
        length = (length << 8) | byteAt(2 + i);
    if (length >> 63)
        return refuse("length out of range");
    if ((count == 2 && length <= kShortLength) || (count == 8 && length <= 0xffff))
        return refuse("length not in its shortest form");
    m_header.length = length;
    return true;
}

/// Judges the header as soon as its byte `at` is there, so that the verdict never depends on how the bytes were cut.
bool FrameParser::acceptByte(std::size_t at)
{
    if (at == 0)
        return acceptFirst(byteAt(0));
    if (at == 1 && !acceptSecond(byteAt(1)))
        return false;
    return at != 1 + lengthBytes() || acceptLength();
}

void FrameParser::takePayload(std::span<char> &input)
{
    const auto size = static_cast<std::size_t>(std::min<uint64_t>(m_remaining, input.size()));
    const std::span<char> piece = input.first(size);
    unmask(piece, m_mask, m_maskAt);
    m_maskAt = static_cast<uint8_t>((m_maskAt + size) % m_mask.size());
    m_remaining -= size;
    m_piece = { piece.data(), piece.size() };
    input = input.subspan(size);
}

FrameParser::Step FrameParser::next(std::span<char> &input)
{
    if (!m_reason.empty())
        return Step::Failed;
    if (m_hasHeader && m_remaining > 0) {
        if (input.empty())
            return Step::NeedMore;
        takePayload(input);
        if (m_remaining == 0)
            m_have = 0;
        return Step::Payload;
    }
    if (m_hasHeader) {
        m_hasHeader = false;
        m_have = 0;
    }
    while (m_have < 2 || m_have < headerSize()) {
        if (input.empty())
            return Step::NeedMore;
        m_bytes[m_have] = input.front();
        input = input.subspan(1);
        if (!acceptByte(m_have++))
            return Step::Failed;
    }
    std::copy_n(
        m_bytes.begin() + static_cast<std::ptrdiff_t>(headerSize() - m_mask.size()), m_mask.size(), m_mask.begin());
    m_remaining = m_header.length;
    m_maskAt = 0;
    m_hasHeader = true;
    if (m_remaining == 0)
        m_have = 0;
    return Step::Header;
}

} // namespace pc::relay::front
