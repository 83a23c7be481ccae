// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP requests and responses as values, without Qt: what the front hands up and takes back.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pc::relay::front {

struct HttpRequest
{
    std::string method; ///< Upper case, a token.
    std::string path; ///< Percent-decoded, no dot segments, begins with '/', valid UTF-8, no NUL.
    std::string query; ///< Raw, without '?'.
    std::vector<std::pair<std::string, std::string>> fields; ///< Names in lower case, values trimmed.
    std::string body;
    std::string peer; ///< The peer's address as text, without port (or a listed proxy's word for it).

    /// The first field of that lower-case name, or an empty view.
    std::string_view field(std::string_view name) const
    {
        for (const auto &[key, value] : fields) {
            if (key == name)
                return value;
        }
        return {};
    }

    /// The token of `authorization: Bearer …` (RFC 6750 section 2.1), or an empty view.
    std::string_view bearer() const
    {
        constexpr std::string_view kScheme = "Bearer ";
        const std::string_view value = field("authorization");
        return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view();
    }
};

struct HttpResponse
{
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> fields; ///< Further ones, e.g. retry-after; checked for CR and LF.

    /// 204: done, and nothing to say about it.
    static HttpResponse noContent() { return { 204, {}, {}, {} }; }
};

} // namespace pc::relay::front
