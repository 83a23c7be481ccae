// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/chunkedbody.h"

#include "core/relay/front/ascii.h"

#include <algorithm>

namespace pc::relay::front {

namespace {

constexpr uint8_t kMaxSizeDigits = 8; // more could only be padding or an overflow

} // namespace

void ChunkedBody::expectExactly(char wanted, char c, Expect next)
{
    if (c == wanted)
        m_expect = next;
    else
        m_state = State::Malformed;
}

void ChunkedBody::endSize(std::size_t bodySize)
{
    m_digits = 0;
    if (m_chunk > m_limit - bodySize)
        m_state = State::TooLarge;
    m_expect = m_chunk == 0 ? Expect::EndCr : Expect::Content;
}

void ChunkedBody::feedByte(char c, std::size_t bodySize)
{
    switch (m_expect) {
    case Expect::FirstDigit:
    case Expect::Digit:
        if (const int digit = hexValue(c); digit >= 0 && m_digits < kMaxSizeDigits) {
            m_chunk = m_chunk * 16 + static_cast<std::size_t>(digit);
            ++m_digits;
            m_expect = Expect::Digit;
        } else if (c == '\r' && m_expect == Expect::Digit) {
            m_expect = Expect::SizeLf;
        } else {
            m_state = State::Malformed;
        }
        return;
    case Expect::SizeLf:
        expectExactly('\n', c, Expect::Content);
        if (m_state == State::Reading)
            endSize(bodySize);
        return;
    case Expect::Content:
        return; // taken in blocks by feed()
    case Expect::ContentCr:
        return expectExactly('\r', c, Expect::ContentLf);
    case Expect::ContentLf:
        return expectExactly('\n', c, Expect::FirstDigit);
    case Expect::EndCr:
        return expectExactly('\r', c, Expect::EndLf);
    case Expect::EndLf:
        m_state = c == '\n' ? State::Complete : State::Malformed;
        return;
    }
}

std::size_t ChunkedBody::feed(std::string_view bytes, std::string &body)
{
    std::size_t used = 0;
    while (used < bytes.size() && m_state == State::Reading) {
        if (m_expect != Expect::Content) {
            feedByte(bytes[used++], body.size());
            continue;
        }
        const std::size_t block = std::min(m_chunk, bytes.size() - used);
        body.append(bytes.substr(used, block));
        used += block;
        m_chunk -= block;
        if (m_chunk == 0)
            m_expect = Expect::ContentCr;
    }
    return used;
}

} // namespace pc::relay::front
