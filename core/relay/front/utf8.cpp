// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/utf8.h"

#include <cstring>

namespace pc::relay::front {

namespace {

/// The length of the longest start of `bytes`, in whole words, that is ASCII.
std::size_t asciiPrefix(std::string_view bytes)
{
    std::size_t at = 0;
    for (uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        if (word & 0x8080808080808080U)
            break;
    }
    return at;
}

} // namespace

bool Utf8Checker::startSequence(unsigned char lead)
{
    m_low = 0x80;
    m_high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
        m_missing = 1;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        m_missing = 2;
        if (lead == 0xe0)
            m_low = 0xa0;
        if (lead == 0xed)
            m_high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        m_missing = 3;
        if (lead == 0xf0)
            m_low = 0x90;
        if (lead == 0xf4)
            m_high = 0x8f;
    } else {
        return false;
    }
    return true;
}

bool Utf8Checker::feed(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (m_missing == 0) {
            at += asciiPrefix(bytes.substr(at));
            if (at == bytes.size())
                break;
        }
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        if (m_missing > 0) {
            if (byte < m_low || byte > m_high)
                return false;
            m_low = 0x80;
            m_high = 0xbf;
            --m_missing;
        } else if (byte >= 0x80 && !startSequence(byte)) {
            return false;
        }
    }
    return true;
}

bool isUtf8(std::string_view text)
{
    Utf8Checker checker;
    return checker.feed(text) && checker.isAtBoundary();
}

} // namespace pc::relay::front
