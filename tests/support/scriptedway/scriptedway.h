// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedWay: a link::Network for tests, with logins that a test hands out and notes what proxies refused. It goes
// directly unless told otherwise: what the machine that tests is set to is none of a test's business.

#pragma once

#include "core/link/network.h"

#include <map>
#include <utility>
#include <vector>

namespace pc::test {

class ScriptedLogins final : public link::ProxyLogins
{
public:
    void proxyLogin(const QString &proxy, Reply reply) override
    {
        const auto found = known.find(proxy);
        reply(found == known.end() ? std::nullopt : std::optional(found->second));
    }

    void proxyRefused(const QString &proxy, const std::optional<link::ProxyLogin> &used) override
    {
        refused.emplace_back(proxy, used);
    }

    std::map<QString, link::ProxyLogin> known;
    std::vector<std::pair<QString, std::optional<link::ProxyLogin>>> refused;
};

struct ScriptedWay
{
    explicit ScriptedWay(Clock &clock)
        : network(logins, clock)
    {
        network.use({ { link::ProxyKind::None, {}, 0 }, {} });
    }

    ScriptedLogins logins;
    link::Network network;
};

} // namespace pc::test
