// SPDX-License-Identifier: GPL-3.0-or-later
// The chunked transfer coding (RFC 9112 section 7.1), read in pieces. Chunk extensions and trailer fields are refused:
// no client of the relay sends any, and they are where programs in a row come to disagree.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pc::relay::front {

class ChunkedBody
{
public:
    enum class State : uint8_t { Reading, Complete, Malformed, TooLarge };

    explicit ChunkedBody(std::size_t limit)
        : m_limit(limit)
    {
    }

    /// Reads from `bytes`, appends content to `body`, and returns how much was used; stops at the end of the body. A chunk
    /// that would exceed the limit is refused at its size, before any of it is kept.
    std::size_t feed(std::string_view bytes, std::string &body);

    State state() const { return m_state; }

private:
    enum class Expect : uint8_t { FirstDigit, Digit, SizeLf, Content, ContentCr, ContentLf, EndCr, EndLf };

    void feedByte(char c, std::size_t bodySize);
    void expectExactly(char wanted, char c, Expect next);
    void endSize(std::size_t bodySize);

    std::size_t m_limit;
    std::size_t m_chunk = 0; ///< Bytes of the present chunk still to come.
    uint8_t m_digits = 0;
    Expect m_expect = Expect::FirstDigit;
    State m_state = State::Reading;
};

} // namespace pc::relay::front
