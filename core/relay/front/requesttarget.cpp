// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/requesttarget.h"

#include "core/relay/front/ascii.h"
#include "core/relay/front/utf8.h"

namespace pc::relay::front {

namespace {

bool isTargetChar(char c)
{
    return isAlpha(c) || isDigit(c) || std::string_view("-._~!$&'()*+,;=:@%/").find(c) != std::string_view::npos;
}

/// The byte that the three characters at `at` stand for, or -1.
int percentByte(std::string_view text, std::size_t at)
{
    if (at + 2 >= text.size())
        return -1;
    const int high = hexValue(text[at + 1]);
    const int low = hexValue(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool isDecodable(int byte)
{
    return byte >= 0x20 && byte != 0x7f && byte != '/' && byte != '\\';
}

std::optional<std::string> decodePath(std::string_view text)
{
    std::string path;
    path.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isTargetChar(text[i]))
            return std::nullopt;
        if (text[i] != '%') {
            path += text[i];
            continue;
        }
        const int byte = percentByte(text, i);
        if (!isDecodable(byte))
            return std::nullopt;
        path += static_cast<char>(byte);
        i += 2;
    }
    return path;
}

bool hasPlainSegments(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        const std::size_t end = path.find('/');
        const std::string_view segment = path.substr(0, end);
        const bool isLast = end == std::string_view::npos;
        if (segment == "." || segment == ".." || (segment.empty() && !isLast))
            return false;
        path = isLast ? std::string_view() : path.substr(end);
    }
    return true;
}

bool isQuery(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isTargetChar(text[i]) && text[i] != '?')
            return false;
        if (text[i] == '%' && percentByte(text, i) < 0)
            return false;
    }
    return true;
}

bool isPort(std::string_view text)
{
    if (text.empty() || text.size() > 5)
        return false;
    int port = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return false;
        port = port * 10 + (c - '0');
    }
    return port <= 65535;
}

/// Splits `http://authority` or `https://authority` off an absolute-form; false when it is none.
bool takeOrigin(std::string_view &target, std::string &authority)
{
    const std::size_t colon = target.find("://");
    if (colon == std::string_view::npos)
        return false;
    const std::string_view scheme = target.substr(0, colon);
    if (!equalsIgnoringCase(scheme, "http") && !equalsIgnoringCase(scheme, "https"))
        return false;
    target.remove_prefix(colon + 3);
    const std::size_t end = target.find_first_of("/?#");
    authority = target.substr(0, end);
    target = end == std::string_view::npos ? std::string_view("/") : target.substr(end);
    return isAuthority(authority);
}

} // namespace

bool isAuthority(std::string_view text)
{
    std::size_t end = 0;
    if (text.starts_with('[')) {
        end = text.find(']');
        if (end == std::string_view::npos || end < 3)
            return false;
        for (const char c : text.substr(1, end - 1)) {
            if (hexValue(c) < 0 && c != ':' && c != '.')
                return false;
        }
        ++end;
    } else {
        while (end < text.size()
            && (isAlpha(text[end]) || isDigit(text[end])
                || std::string_view("-._").find(text[end]) != std::string_view::npos))
            ++end;
        if (end == 0)
            return false;
    }
    const std::string_view rest = text.substr(end);
    return rest.empty() || (rest.front() == ':' && isPort(rest.substr(1)));
}

std::optional<RequestTarget> parseRequestTarget(std::string_view target)
{
    RequestTarget result;
    if (!target.starts_with('/') && !takeOrigin(target, result.authority))
        return std::nullopt;
    const std::size_t mark = target.find('?');
    if (mark != std::string_view::npos) {
        if (!isQuery(target.substr(mark + 1)))
            return std::nullopt;
        result.query = target.substr(mark + 1);
    }
    const auto path = decodePath(target.substr(0, mark));
    if (!path || !path->starts_with('/') || !hasPlainSegments(*path) || !isUtf8(*path))
        return std::nullopt;
    result.path = *path;
    return result;
}

} // namespace pc::relay::front
