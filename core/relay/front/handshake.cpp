// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/handshake.h"

#include "core/relay/front/ascii.h"
#include "core/relay/front/responsewriter.h"

#include <algorithm>

namespace pc::relay::front {

namespace {

constexpr std::size_t kMaxSubprotocols = 16;

bool isBase64Char(char c)
{
    return isAlpha(c) || isDigit(c) || c == '+' || c == '/';
}

/// 16 bytes in base64: 22 characters and "==", and the last character's four spare bits are zero.
bool isKey(std::string_view key)
{
    return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.begin() + 22, isBase64Char)
        && std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

bool anyFieldLists(const HttpRequest &request, std::string_view name, std::string_view word)
{
    return std::any_of(request.fields.begin(), request.fields.end(),
        [&](const auto &field) { return field.first == name && listContains(field.second, word); });
}

/// Adds the members of one Sec-WebSocket-Protocol field; false when one is no token, comes twice, or is one too many.
bool addSubprotocols(std::string_view list, std::vector<std::string> &offered)
{
    do {
        const std::string_view name = takeListMember(list);
        if (!isToken(name) || offered.size() >= kMaxSubprotocols
            || std::find(offered.begin(), offered.end(), name) != offered.end())
            return false;
        offered.emplace_back(name);
    } while (!list.empty());
    return true;
}

HttpResponse otherVersion()
{
    HttpResponse response = problem(426, "Only WebSocket version 13 is spoken here");
    response.fields.emplace_back("upgrade", "websocket");
    response.fields.emplace_back("sec-websocket-version", "13");
    return response;
}

} // namespace

bool asksForWebSocket(const HttpRequest &request)
{
    return anyFieldLists(request, "upgrade", "websocket");
}

std::variant<HandshakeOffer, HttpResponse> checkHandshake(const HttpRequest &request)
{
    if (request.method != "GET")
        return problem(405, "A WebSocket begins with GET");
    if (!request.body.empty())
        return problem(400, "A WebSocket handshake has no body");
    if (!anyFieldLists(request, "connection", "upgrade"))
        return problem(400, "Connection does not list Upgrade; a proxy on the way may have dropped it");
    if (request.field("sec-websocket-version") != "13")
        return otherVersion();
    HandshakeOffer offer;
    offer.key = request.field("sec-websocket-key");
    if (!isKey(offer.key))
        return problem(400, "Missing or malformed Sec-WebSocket-Key");
    for (const auto &[name, value] : request.fields) {
        if (name == "sec-websocket-protocol" && !addSubprotocols(value, offer.subprotocols))
            return problem(400, "Malformed Sec-WebSocket-Protocol");
    }
    return offer;
}

std::optional<std::string> writeAcceptance(
    const HandshakeOffer &offer, std::string_view acceptKey, std::string_view subprotocol, const HeaderFields &fields)
{
    const auto &offered = offer.subprotocols;
    if (!subprotocol.empty() && std::find(offered.begin(), offered.end(), subprotocol) == offered.end())
        return std::nullopt;
    std::string out = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n";
    out.append("sec-websocket-accept: ").append(acceptKey).append("\r\n");
    if (!subprotocol.empty())
        out.append("sec-websocket-protocol: ").append(subprotocol).append("\r\n");
    for (const auto &[name, value] : fields) {
        if ((name + value).find_first_of("\r\n") != std::string::npos)
            return std::nullopt;
        out.append(name).append(": ").append(value).append("\r\n");
    }
    out.append("\r\n");
    return out;
}

} // namespace pc::relay::front
