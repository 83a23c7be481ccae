// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 responses as bytes (RFC 9112 section 4). Nothing that a handler puts into a response can end a line or
// change how the message is delimited.

#pragma once

#include "core/relay/front/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace pc::relay::front {

struct ResponseContext
{
    std::string_view date; ///< From httpDate().
    bool keepsAlive = true;
    bool isHead = false; ///< The request was HEAD: the length is told, the body is not sent.
};

/// Nothing when the response is not writable: a status outside 200 to 599, a field name that is no token, a value with a
/// control character, or a field that the front alone may set (content-length, transfer-encoding, connection, date,
/// upgrade, content-type).
std::optional<std::string> writeResponse(const HttpResponse &response, const ResponseContext &context);

/// RFC 9457 problem details, as the front itself answers what it refuses. `title` is ours: plain words without quotes.
HttpResponse problem(int status, std::string_view title);

/// Three digits and a phrase, e.g. "404 Not Found".
std::string statusLine(int status);

} // namespace pc::relay::front
