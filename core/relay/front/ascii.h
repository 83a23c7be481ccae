// SPDX-License-Identifier: GPL-3.0-or-later
// Character classes of HTTP (RFC 9110 section 5.6) for bytes, independent of any locale.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pc::relay::front {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
constexpr bool isAlpha(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z');
}
constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The value of a hexadecimal digit, or -1.
constexpr int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

constexpr bool isTokenChar(char c)
{
    return isAlpha(c) || isDigit(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr bool isToken(std::string_view text)
{
    for (const char c : text) {
        if (!isTokenChar(c))
            return false;
    }
    return !text.empty();
}

/// What may stand in a field's value: anything printable, blanks, and bytes beyond ASCII.
constexpr bool isFieldValueChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

constexpr bool isFieldValue(std::string_view text)
{
    for (const char c : text) {
        if (!isFieldValueChar(c))
            return false;
    }
    return true;
}

constexpr char toLower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string toLower(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = toLower(c);
    return lower;
}

constexpr bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (toLower(a[i]) != toLower(b[i]))
            return false;
    }
    return true;
}

constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Cuts the first member off a comma-separated list and returns it trimmed; `list` keeps the rest.
constexpr std::string_view takeListMember(std::string_view &list)
{
    const std::size_t comma = list.find(',');
    const std::string_view member = trimmed(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    return member;
}

/// Whether a comma-separated list holds `word`, in any case.
constexpr bool listContains(std::string_view list, std::string_view word)
{
    while (!list.empty()) {
        if (equalsIgnoringCase(takeListMember(list), word))
            return true;
    }
    return false;
}

} // namespace pc::relay::front
