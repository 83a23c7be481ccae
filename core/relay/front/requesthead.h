// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a request, line by line (RFC 9112 sections 3, 5 and 6): what a line must look like, and what the complete
// head says about the body. Whatever two programs could read differently is a fault.

#pragma once

#include "core/relay/front/http.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace pc::relay::front {

/// Why a request is refused: the status to answer with, and words that repeat nothing of the peer's.
struct HttpFault
{
    int status = 400;
    std::string_view words;
};

/// How the body is delimited and what the client asked of the connection.
struct RequestFraming
{
    std::size_t contentLength = 0;
    bool isChunked = false;
    bool expectsContinue = false;
    bool keepsAlive = true;
};

/// Fills method, path and query; `authority` gets that of an absolute-form. The line comes without CRLF.
std::optional<HttpFault> parseRequestLine(std::string_view line, HttpRequest &request, std::string &authority);

/// Appends one field. The line comes without CRLF.
std::optional<HttpFault> parseFieldLine(std::string_view line, HttpRequest &request);

/// Judges the complete head. `authority` is that of an absolute-form, or empty.
std::optional<HttpFault> judgeHead(
    const HttpRequest &request, std::string_view authority, std::size_t bodyLimit, RequestFraming &framing);

} // namespace pc::relay::front
