// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/framewriter.h"

#include "core/relay/front/closecode.h"
#include "core/relay/front/utf8.h"

namespace pc::relay::front {

namespace {

constexpr std::size_t kLongestShort = 125;
constexpr std::size_t kMaxReason = kLongestShort - 2;

void appendBigEndian(std::string &out, uint64_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>((value >> shift) & 0xff);
}

std::string_view cutReason(std::string_view reason)
{
    if (!isUtf8(reason))
        return {};
    if (reason.size() <= kMaxReason)
        return reason;
    std::size_t end = kMaxReason;
    while ((static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80)
        --end;
    return reason.substr(0, end);
}

} // namespace

void appendFrame(std::string &out, Opcode opcode, std::string_view payload)
{
    out += static_cast<char>(0x80 | static_cast<uint8_t>(opcode));
    if (payload.size() <= kLongestShort) {
        out += static_cast<char>(payload.size());
    } else if (payload.size() <= 0xffff) {
        out += static_cast<char>(126);
        appendBigEndian(out, payload.size(), 2);
    } else {
        out += static_cast<char>(127);
        appendBigEndian(out, payload.size(), 8);
    }
    out.append(payload);
}

void appendCloseFrame(std::string &out, uint16_t code, std::string_view reason)
{
    std::string payload;
    if (code != kNoCloseCode) {
        appendBigEndian(payload, code, 2);
        payload.append(cutReason(reason));
    }
    appendFrame(out, Opcode::Close, payload);
}

} // namespace pc::relay::front
