// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/archivelease.h"

namespace pc::relay::accounts {

Result<ArchiveLease> ArchiveLeases::take(const Actor &actor)
{
    const std::lock_guard lock(m_mutex);
    const MonoTime now = m_clock.monotonicNow();
    const auto held = m_leases.find(actor.user);
    if (held != m_leases.end() && held->second.device != actor.device && held->second.until > now)
        return ArchiveLease { false, held->second.until - now };
    if (held == m_leases.end() && m_leases.size() >= m_most) {
        std::erase_if(m_leases, [now](const auto &lease) { return lease.second.until <= now; });
        if (m_leases.size() >= m_most)
            return { Errc::Unavailable, QStringLiteral("too many archives are written at once") };
    }
    m_leases[actor.user] = { actor.device, now + m_lasting };
    return ArchiveLease { true, m_lasting };
}

bool ArchiveLeases::isHeldBy(const Actor &actor) const
{
    const std::lock_guard lock(m_mutex);
    const auto held = m_leases.find(actor.user);
    return held != m_leases.end() && held->second.device == actor.device && held->second.until > m_clock.monotonicNow();
}

void ArchiveLeases::end(const Actor &actor)
{
    const std::lock_guard lock(m_mutex);
    const auto held = m_leases.find(actor.user);
    if (held != m_leases.end() && held->second.device == actor.device)
        m_leases.erase(held);
}

} // namespace pc::relay::accounts
