// SPDX-License-Identifier: GPL-3.0-or-later
// The opening handshake of a WebSocket, the server's side (RFC 6455 section 4.2). No extension is ever agreed to, so
// no frame is compressed. The hash of the key is taken by the caller (acceptkey.h).

#pragma once

#include "core/relay/front/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pc::relay::front {

struct HandshakeOffer
{
    std::string key; ///< Sec-WebSocket-Key, checked to be 16 bytes in base64.
    std::vector<std::string> subprotocols; ///< In the client's order of preference; may be empty.
};

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

/// Whether the request asks for a WebSocket at all; if so checkHandshake() decides.
bool asksForWebSocket(const HttpRequest &request);

/// The client's offer, or the response that refuses it: 405 for another method, 426 for another version, else 400.
std::variant<HandshakeOffer, HttpResponse> checkHandshake(const HttpRequest &request);

/// The 101 response, with further `fields`. Nothing when `subprotocol` is neither empty nor one of those offered, or a
/// field could end its line.
std::optional<std::string> writeAcceptance(const HandshakeOffer &offer, std::string_view acceptKey,
    std::string_view subprotocol, const HeaderFields &fields = {});

} // namespace pc::relay::front
