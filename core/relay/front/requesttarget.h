// SPDX-License-Identifier: GPL-3.0-or-later
// The target of a request line (RFC 9112 section 3.2): origin-form, and absolute-form for the two schemes of HTTP.
// A path that two programs could read differently is refused, never repaired.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pc::relay::front {

struct RequestTarget
{
    std::string path; ///< Percent-decoded; begins with '/'; valid UTF-8 without control characters.
    std::string query; ///< As sent, without '?'.
    std::string authority; ///< Of an absolute-form, else empty; the caller compares it with Host.
};

/// Nothing for: another form, a fragment, a character that must be percent-encoded, a bad percent-encoding, an encoded
/// slash, backslash or control character, a dot segment (encoded or not), an empty segment before the last.
std::optional<RequestTarget> parseRequestTarget(std::string_view target);

/// `host[:port]` as Host and an absolute-form carry it: a name, an IPv4 or a bracketed IPv6 address; no user part.
bool isAuthority(std::string_view text);

} // namespace pc::relay::front
