// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/hub/presenceboard.h"

#include <algorithm>
#include <utility>

namespace pc::relay::hub {

using people::PresenceStatus;

PresenceBoard::PresenceBoard(Clock &clock, Changed changed)
    : m_clock(clock)
    , m_changed(std::move(changed))
    , m_timer(clock.makeTimer([this] { sweep(); }))
{
}

void PresenceBoard::report(UserId user, quint64 connection, std::optional<PresenceStatus> status)
{
    if (status) {
        Entry &entry = m_people[user];
        entry.connections.insert(connection, *status);
        const auto most = std::max_element(entry.connections.cbegin(), entry.connections.cend());
        publish(user, entry, *most);
        return;
    }
    const auto known = m_people.find(user);
    if (known == m_people.end() || !known->connections.remove(connection))
        return;
    if (!known->connections.isEmpty()) {
        publish(user, *known, *std::max_element(known->connections.cbegin(), known->connections.cend()));
        return;
    }
    known->goneSince = m_clock.monotonicNow();
    m_leaving.emplace_back(known->goneSince + kGrace, user);
    if (!m_timer->isActive())
        m_timer->start(kGrace);
}

people::Presence PresenceBoard::presence(UserId user) const
{
    const auto known = m_people.constFind(user);
    return { known == m_people.constEnd() ? PresenceStatus::Offline : known->shown, std::nullopt };
}

void PresenceBoard::publish(UserId user, Entry &entry, PresenceStatus status)
{
    if (std::exchange(entry.shown, status) != status)
        m_changed(user, { status, std::nullopt });
}

void PresenceBoard::sweep()
{
    const MonoTime now = m_clock.monotonicNow();
    while (!m_leaving.empty() && m_leaving.front().first <= now) {
        const auto [due, user] = m_leaving.front();
        m_leaving.pop_front();
        const auto known = m_people.find(user);
        // Back in between, or left again since: a later line speaks of that.
        if (known == m_people.end() || !known->connections.isEmpty() || known->goneSince + kGrace > now)
            continue;
        m_people.erase(known);
        m_changed(user, { PresenceStatus::Offline, m_clock.utcNow() - (now - (due - kGrace)) });
    }
    if (!m_leaving.empty())
        m_timer->start(m_leaving.front().first - now);
}

} // namespace pc::relay::hub
