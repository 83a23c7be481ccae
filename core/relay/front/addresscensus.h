// SPDX-License-Identifier: GPL-3.0-or-later
// How many connections, and how many upgrades that have not said hello, each group of addresses has on this loop.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace pc::relay::front {

class AddressCensus
{
public:
    enum class Kind : uint8_t { Connection, PendingUpgrade };

    /// Counts one more, unless there are `limit` already.
    bool enter(const std::string &group, Kind kind, int limit);

    /// Takes back one that entered.
    void leave(const std::string &group, Kind kind);

private:
    struct Tally
    {
        int connections = 0;
        int pendingUpgrades = 0;

        int &of(Kind kind) { return kind == Kind::Connection ? connections : pendingUpgrades; }
    };

    std::unordered_map<std::string, Tally>
        m_tallies; ///< Only groups that have something: no longer than the open connections.
};

} // namespace pc::relay::front
