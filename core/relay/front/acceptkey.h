// SPDX-License-Identifier: GPL-3.0-or-later
// The one hash of the WebSocket handshake (RFC 6455 section 4.2.2). SHA-1 guards nothing here: it only shows that the
// server understood the request.

#pragma once

#include <string>
#include <string_view>

namespace pc::relay::front {

/// Sec-WebSocket-Accept for a client's Sec-WebSocket-Key.
std::string acceptKeyFor(std::string_view key);

} // namespace pc::relay::front
