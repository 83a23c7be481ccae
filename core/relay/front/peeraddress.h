// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at the other end: its address as text, and the group of addresses whose limits it shares.

#pragma once

#include "core/relay/front/http.h"

#include <QHostAddress>

#include <optional>
#include <string>
#include <vector>

namespace pc::relay::front {

struct PeerAddress
{
    std::string text; ///< An IPv4 address that came over IPv6 is told as IPv4.
    std::string group; ///< The same, but the /64 of an IPv6 address: one household or one attacker owns it whole.
};

PeerAddress peerAddress(const QHostAddress &address);

/// Whether `peer` is in the list of proxies whose word is believed.
bool isListedProxy(const PeerAddress &peer, const std::vector<std::string> &proxies);

/// The last address in X-Forwarded-For that is not itself a listed proxy: what the nearest trusted proxy saw. Nothing
/// when there is none or it is no address. Only to be asked for a request that came from a listed proxy.
std::optional<PeerAddress> forwardedPeer(const HttpRequest &request, const std::vector<std::string> &proxies);

} // namespace pc::relay::front
