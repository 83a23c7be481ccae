// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 validity (RFC 3629) of a text that arrives in pieces, which may end inside a code point.

#pragma once

#include <cstdint>
#include <string_view>

namespace pc::relay::front {

class Utf8Checker
{
public:
    /// False as soon as no continuation could make the text valid. After that the checker must be reset.
    bool feed(std::string_view bytes);

    /// No code point is half read: the text may end here.
    bool isAtBoundary() const { return m_missing == 0; }

    void reset() { *this = {}; }

private:
    bool startSequence(unsigned char lead);

    uint8_t m_missing = 0; ///< Continuation bytes still to come.
    uint8_t m_low = 0x80; ///< Range of the next one: it excludes overlong forms and surrogates.
    uint8_t m_high = 0xbf;
};

/// Whether the whole text is valid.
bool isUtf8(std::string_view text);

} // namespace pc::relay::front
