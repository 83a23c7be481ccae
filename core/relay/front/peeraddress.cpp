// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/peeraddress.h"

#include "core/relay/front/ascii.h"

#include <algorithm>

namespace pc::relay::front {

namespace {

std::optional<PeerAddress> parse(std::string_view text)
{
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(text.data(), qsizetype(text.size()))))
        return std::nullopt;
    return peerAddress(address);
}

std::vector<std::string_view> forwardedList(const HttpRequest &request)
{
    std::vector<std::string_view> members;
    for (const auto &[name, value] : request.fields) {
        if (name != "x-forwarded-for")
            continue;
        for (std::string_view list = value; !list.empty();)
            members.push_back(takeListMember(list));
    }
    return members;
}

} // namespace

PeerAddress peerAddress(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4) {
        const std::string text = QHostAddress(v4).toString().toStdString();
        return { text, text };
    }
    QHostAddress plain = address;
    plain.setScopeId({});
    Q_IPV6ADDR prefix = plain.toIPv6Address();
    std::fill(prefix.c + 8, prefix.c + 16, quint8 { 0 });
    return { plain.toString().toStdString(), QHostAddress(prefix).toString().toStdString() };
}

bool isListedProxy(const PeerAddress &peer, const std::vector<std::string> &proxies)
{
    return std::find(proxies.begin(), proxies.end(), peer.text) != proxies.end();
}

std::optional<PeerAddress> forwardedPeer(const HttpRequest &request, const std::vector<std::string> &proxies)
{
    const auto members = forwardedList(request);
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
        auto peer = parse(*member);
        if (!peer || !isListedProxy(*peer, proxies))
            return peer;
    }
    return std::nullopt;
}

} // namespace pc::relay::front
