// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/responsewriter.h"

#include "core/relay/front/ascii.h"

#include <algorithm>
#include <array>

namespace pc::relay::front {

namespace {

struct Phrase
{
    int status;
    std::string_view words;
};

constexpr std::array kPhrases { Phrase { 101, "Switching Protocols" }, Phrase { 200, "OK" }, Phrase { 201, "Created" },
    Phrase { 202, "Accepted" }, Phrase { 204, "No Content" }, Phrase { 206, "Partial Content" },
    Phrase { 304, "Not Modified" }, Phrase { 400, "Bad Request" }, Phrase { 401, "Unauthorized" },
    Phrase { 403, "Forbidden" }, Phrase { 404, "Not Found" }, Phrase { 405, "Method Not Allowed" },
    Phrase { 408, "Request Timeout" }, Phrase { 409, "Conflict" }, Phrase { 410, "Gone" },
    Phrase { 413, "Content Too Large" }, Phrase { 414, "URI Too Long" }, Phrase { 415, "Unsupported Media Type" },
    Phrase { 416, "Range Not Satisfiable" }, Phrase { 417, "Expectation Failed" },
    Phrase { 422, "Unprocessable Content" }, Phrase { 426, "Upgrade Required" }, Phrase { 429, "Too Many Requests" },
    Phrase { 431, "Request Header Fields Too Large" }, Phrase { 500, "Internal Server Error" },
    Phrase { 501, "Not Implemented" }, Phrase { 503, "Service Unavailable" },
    Phrase { 505, "HTTP Version Not Supported" } };

constexpr std::array<std::string_view, 7> kOwnFields { "connection", "content-length", "content-type", "date",
    "keep-alive", "transfer-encoding", "upgrade" };

bool isOwnField(std::string_view name)
{
    return std::any_of(
        kOwnFields.begin(), kOwnFields.end(), [name](std::string_view own) { return equalsIgnoringCase(own, name); });
}

bool hasField(const HttpResponse &response, std::string_view name)
{
    return std::any_of(response.fields.begin(), response.fields.end(),
        [name](const auto &field) { return equalsIgnoringCase(field.first, name); });
}

bool isWritable(const HttpResponse &response)
{
    if (response.status < 200 || response.status > 599 || !isFieldValue(response.contentType))
        return false;
    return std::all_of(response.fields.begin(), response.fields.end(), [&](const auto &field) {
        // 426 must say what to upgrade to (RFC 9110 section 15.5.22); it is no field that delimits anything.
        const bool isAllowed
            = !isOwnField(field.first) || (response.status == 426 && equalsIgnoringCase(field.first, "upgrade"));
        return isAllowed && isToken(field.first) && isFieldValue(field.second);
    });
}

bool hasBody(int status)
{
    return status != 204 && status != 304;
}

void appendField(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string statusLine(int status)
{
    const auto found = std::find_if(
        kPhrases.begin(), kPhrases.end(), [status](const Phrase &phrase) { return phrase.status == status; });
    std::string line = std::to_string(status);
    line.append(" ").append(found == kPhrases.end() ? std::string_view("Status") : found->words);
    return line;
}

std::optional<std::string> writeResponse(const HttpResponse &response, const ResponseContext &context)
{
    if (!isWritable(response))
        return std::nullopt;
    std::string out;
    out.reserve(256 + response.body.size());
    out.append("HTTP/1.1 ").append(statusLine(response.status)).append("\r\n");
    appendField(out, "date", context.date);
    if (hasBody(response.status)) {
        if (!response.contentType.empty())
            appendField(out, "content-type", response.contentType);
        appendField(out, "content-length", std::to_string(response.body.size()));
    }
    for (const auto &[name, value] : response.fields)
        appendField(out, name, value);
    if (!hasField(response, "cache-control"))
        appendField(out, "cache-control", "no-store");
    if (!hasField(response, "x-content-type-options"))
        appendField(out, "x-content-type-options", "nosniff");
    if (!context.keepsAlive)
        appendField(out, "connection", "close");
    out.append("\r\n");
    if (hasBody(response.status) && !context.isHead)
        out.append(response.body);
    return out;
}

HttpResponse problem(int status, std::string_view title)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body.append(R"({"title":")")
        .append(title)
        .append(R"(","status":)")
        .append(std::to_string(status))
        .append("}");
    return response;
}

} // namespace pc::relay::front
