// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/requesthead.h"

#include "core/relay/front/ascii.h"
#include "core/relay/front/requesttarget.h"

#include <algorithm>
#include <array>

namespace pc::relay::front {

namespace {

constexpr std::size_t kMaxMethodLength = 16;
constexpr std::size_t kMaxLengthDigits = 15;

/// Fields of which a second one would be read differently by different programs.
constexpr std::array<std::string_view, 12> kSingular { "authorization", "content-encoding", "content-length",
    "content-type", "expect", "host", "if-none-match", "origin", "sec-websocket-key", "sec-websocket-version",
    "transfer-encoding", "upgrade" };

std::size_t countOf(const HttpRequest &request, std::string_view name)
{
    return static_cast<std::size_t>(std::count_if(
        request.fields.begin(), request.fields.end(), [name](const auto &field) { return field.first == name; }));
}

bool hasField(const HttpRequest &request, std::string_view name)
{
    return countOf(request, name) > 0;
}

bool isMethod(std::string_view text)
{
    return !text.empty() && text.size() <= kMaxMethodLength && std::all_of(text.begin(), text.end(), isUpper);
}

std::optional<HttpFault> judgeVersion(std::string_view version)
{
    if (version == "HTTP/1.1")
        return std::nullopt;
    const bool isWellFormed = version.size() == 8 && version.starts_with("HTTP/") && isDigit(version[5])
        && version[6] == '.' && isDigit(version[7]);
    return isWellFormed ? HttpFault { 505, "Only HTTP/1.1 is spoken here" } : HttpFault { 400, "Malformed version" };
}

/// Digits only: no sign, no list, no leading zero; a length too long to be counted is too large.
std::optional<HttpFault> parseLength(std::string_view text, std::size_t limit, std::size_t &length)
{
    if (text.empty() || !std::all_of(text.begin(), text.end(), isDigit) || (text.size() > 1 && text.front() == '0'))
        return HttpFault { 400, "Malformed Content-Length" };
    if (text.size() > kMaxLengthDigits)
        return HttpFault { 413, "Body too large" };
    length = 0;
    for (const char c : text)
        length = length * 10 + static_cast<std::size_t>(c - '0');
    if (length > limit)
        return HttpFault { 413, "Body too large" };
    return std::nullopt;
}

std::optional<HttpFault> judgeBody(const HttpRequest &request, std::size_t bodyLimit, RequestFraming &framing)
{
    const bool hasLength = hasField(request, "content-length");
    if (hasField(request, "transfer-encoding")) {
        if (hasLength)
            return HttpFault { 400, "Content-Length beside Transfer-Encoding" };
        if (!equalsIgnoringCase(request.field("transfer-encoding"), "chunked"))
            return HttpFault { 501, "Unknown transfer coding" };
        framing.isChunked = true;
    }
    if (hasField(request, "content-encoding"))
        return HttpFault { 415, "Encoded content is not accepted" };
    if (hasLength)
        return parseLength(request.field("content-length"), bodyLimit, framing.contentLength);
    return std::nullopt;
}

std::optional<HttpFault> judgeHost(const HttpRequest &request, std::string_view authority)
{
    const std::string_view host = request.field("host");
    if (!isAuthority(host))
        return HttpFault { 400, "Missing or malformed Host" };
    if (!authority.empty() && !equalsIgnoringCase(authority, host))
        return HttpFault { 400, "Host differs from the request target" };
    return std::nullopt;
}

std::optional<HttpFault> judgeConnection(const HttpRequest &request, RequestFraming &framing)
{
    for (const auto &[name, value] : request.fields) {
        if (name == "connection" && listContains(value, "close"))
            framing.keepsAlive = false;
    }
    if (!hasField(request, "expect"))
        return std::nullopt;
    if (!equalsIgnoringCase(request.field("expect"), "100-continue"))
        return HttpFault { 417, "Unknown expectation" };
    framing.expectsContinue = framing.isChunked || framing.contentLength > 0;
    return std::nullopt;
}

} // namespace

std::optional<HttpFault> parseRequestLine(std::string_view line, HttpRequest &request, std::string &authority)
{
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos)
        return HttpFault { 400, "Malformed request line" };
    const std::string_view method = line.substr(0, first);
    if (!isMethod(method))
        return HttpFault { 400, "Malformed method" };
    if (const auto fault = judgeVersion(line.substr(second + 1)))
        return fault;
    if (method == "CONNECT" || method == "TRACE")
        return HttpFault { 501, "Method not supported" };
    auto target = parseRequestTarget(line.substr(first + 1, second - first - 1));
    if (!target)
        return HttpFault { 400, "Malformed request target" };
    request.method = method;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    authority = std::move(target->authority);
    return std::nullopt;
}

std::optional<HttpFault> parseFieldLine(std::string_view line, HttpRequest &request)
{
    const std::size_t colon = line.find(':');
    // A line that begins with a blank would continue the one before (obs-fold): a blank is no token either.
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return HttpFault { 400, "Malformed field name" };
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!isFieldValue(value))
        return HttpFault { 400, "Malformed field value" };
    request.fields.emplace_back(toLower(line.substr(0, colon)), std::string(value));
    return std::nullopt;
}

std::optional<HttpFault> judgeHead(
    const HttpRequest &request, std::string_view authority, std::size_t bodyLimit, RequestFraming &framing)
{
    for (const std::string_view name : kSingular) {
        if (countOf(request, name) > 1)
            return HttpFault { 400, "Repeated field" };
    }
    if (const auto fault = judgeHost(request, authority))
        return fault;
    if (const auto fault = judgeBody(request, bodyLimit, framing))
        return fault;
    return judgeConnection(request, framing);
}

} // namespace pc::relay::front
