// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/flatjson.h"

namespace pc::relay::accounts {

namespace {

constexpr size_t kMostKeys = 32;
constexpr int64_t kLargestNumber = int64_t(1) << 53;

/// The length of the UTF-8 sequence that begins at `at` (Unicode table 3-7), or 0.
size_t sequenceLength(std::string_view text, size_t at)
{
    const auto byte = [text](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto isTail
        = [byte](size_t i, unsigned low = 0x80, unsigned high = 0xbf) { return byte(i) >= low && byte(i) <= high; };
    const unsigned first = byte(at);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return isTail(at + 1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool second = isTail(at + 1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        return second && isTail(at + 2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool second = isTail(at + 1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        return second && isTail(at + 2) && isTail(at + 3) ? 4 : 0;
    }
    return 0;
}

void appendUtf8(std::string &out, uint32_t point)
{
    const auto tail = [point](unsigned shift) { return char(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        out += char(point);
    } else if (point < 0x800) {
        out += { char(0xc0 | (point >> 6)), tail(0) };
    } else if (point < 0x10000) {
        out += { char(0xe0 | (point >> 12)), tail(6), tail(0) };
    } else {
        out += { char(0xf0 | (point >> 18)), tail(12), tail(6), tail(0) };
    }
}

} // namespace

class FlatJsonParser
{
public:
    explicit FlatJsonParser(std::string_view text)
        : m_text(text)
    {
    }

    bool object(FlatJson &out)
    {
        if (!token('{'))
            return false;
        if (!token('}')) {
            do {
                if (!member(out))
                    return false;
            } while (token(','));
            if (!token('}'))
                return false;
        }
        space();
        return m_at == m_text.size();
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }

    void space()
    {
        while (
            !atEnd() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool token(char wanted)
    {
        space();
        if (atEnd() || m_text[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool word(std::string_view wanted)
    {
        if (m_text.substr(m_at, wanted.size()) != wanted)
            return false;
        m_at += wanted.size();
        return true;
    }

    bool member(FlatJson &out)
    {
        std::string key;
        FlatJson::Value value;
        space();
        if (!string(key) || !token(':') || out.contains(key) || out.m_entries.size() >= kMostKeys || !any(value))
            return false;
        out.m_entries.emplace_back(std::move(key), std::move(value));
        return true;
    }

    bool any(FlatJson::Value &out)
    {
        space();
        if (atEnd())
            return false;
        switch (m_text[m_at]) {
        case '"':
            return string(out.emplace<std::string>());
        case 't':
            out = true;
            return word("true");
        case 'f':
            out = false;
            return word("false");
        default:
            return number(out.emplace<int64_t>());
        }
    }

    bool number(int64_t &out)
    {
        const bool negative = word("-");
        const size_t first = m_at;
        out = 0;
        while (!atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9' && out <= kLargestNumber)
            out = out * 10 + (m_text[m_at++] - '0');
        const size_t digits = m_at - first;
        if (digits == 0 || (digits > 1 && m_text[first] == '0') || out > kLargestNumber)
            return false;
        if (negative)
            out = -out;
        return true; // a fraction or exponent that follows fails the caller's next token
    }

    bool string(std::string &out)
    {
        if (!word("\""))
            return false;
        while (!atEnd()) {
            const char c = m_text[m_at];
            if (c == '"')
                return ++m_at, true;
            if (static_cast<unsigned char>(c) < 0x20)
                return false;
            if (c == '\\') {
                if (!escape(out))
                    return false;
                continue;
            }
            const size_t length = sequenceLength(m_text, m_at);
            if (length == 0)
                return false;
            out.append(m_text.substr(m_at, length));
            m_at += length;
        }
        return false;
    }

    bool escape(std::string &out)
    {
        ++m_at; // the backslash
        if (atEnd())
            return false;
        constexpr std::string_view kNames = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const char c = m_text[m_at++];
        if (const size_t known = kNames.find(c); known != std::string_view::npos) {
            out += kMeanings[known];
            return true;
        }
        return c == 'u' && unicodeEscape(out);
    }

    bool unicodeEscape(std::string &out)
    {
        uint32_t point = 0;
        if (!fourHex(point) || point == 0 || (point >= 0xdc00 && point <= 0xdfff))
            return false;
        if (point >= 0xd800 && point <= 0xdbff) {
            uint32_t low = 0;
            if (!word("\\u") || !fourHex(low) || low < 0xdc00 || low > 0xdfff)
                return false;
            point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        }
        appendUtf8(out, point);
        return true;
    }

    bool fourHex(uint32_t &out)
    {
        if (m_text.size() - m_at < 4)
            return false;
        out = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = m_text[m_at++];
            const std::string_view digits = "0123456789abcdef0123456789ABCDEF";
            const size_t digit = digits.find(c);
            if (digit == std::string_view::npos)
                return false;
            out = out * 16 + uint32_t(digit % 16);
        }
        return true;
    }

    std::string_view m_text;
    size_t m_at = 0;
};

std::optional<FlatJson> FlatJson::parse(std::string_view text)
{
    FlatJson parsed;
    if (!FlatJsonParser(text).object(parsed))
        return std::nullopt;
    return parsed;
}

const FlatJson::Value *FlatJson::find(std::string_view key) const
{
    for (const auto &[name, value] : m_entries) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

} // namespace pc::relay::accounts
