// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/addresscensus.h"

namespace pc::relay::front {

bool AddressCensus::enter(const std::string &group, Kind kind, int limit)
{
    if (limit <= 0)
        return false;
    int &count = m_tallies[group].of(kind);
    if (count >= limit)
        return false;
    ++count;
    return true;
}

void AddressCensus::leave(const std::string &group, Kind kind)
{
    const auto found = m_tallies.find(group);
    if (found == m_tallies.end())
        return;
    --found->second.of(kind);
    if (found->second.connections == 0 && found->second.pendingUpgrades == 0)
        m_tallies.erase(found);
}

} // namespace pc::relay::front
