// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/leaseboard.h"

namespace pc::relay::keys {

std::optional<Milliseconds> LeaseBoard::take(ConversationId conversation, DeviceId device, MonoTime now)
{
    const auto known = m_leases.find(conversation);
    if (known == m_leases.end() || known->second.until <= now) {
        if (known == m_leases.end() && m_leases.size() >= m_limit)
            std::erase_if(m_leases, [now](const auto &lease) { return lease.second.until <= now; });
        // A full board is no reason to refuse: who has no lease may commit all the same.
        if (m_leases.size() < m_limit || known != m_leases.end())
            m_leases[conversation] = { device, now + kLease, false };
        return std::nullopt;
    }
    Lease &lease = known->second;
    if (lease.holder != device || lease.renewed)
        return lease.until - now;
    lease.until = now + kLease;
    lease.renewed = true;
    return std::nullopt;
}

} // namespace pc::relay::keys
