// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/presence.h"

#include "core/session/translate.h"

namespace pc::session {

namespace {

constexpr size_t kMostPeople = 20'000;

} // namespace

void Presence::setActive(bool active)
{
    if (active == m_greeter.isActive())
        return;
    m_greeter.setActive(active);
    wire::Presence presence;
    presence.user = m_context.user();
    presence.status = active ? wire::PresenceStatus::Online : wire::PresenceStatus::Away;
    presence.active = active;
    m_context.link.post(presence);
}

void Presence::incoming(const wire::Presence &frame)
{
    const people::Presence presence = fromWire(frame);
    if (presence.status == people::PresenceStatus::Offline)
        m_others.erase(frame.user);
    else if (m_others.contains(frame.user) || m_others.size() < kMostPeople)
        m_others[frame.user] = presence.status;
    Q_EMIT m_voice.presenceChanged(frame.user, presence);
}

void Presence::lost()
{
    for (const auto &[user, status] : std::exchange(m_others, {}))
        Q_EMIT m_voice.presenceChanged(user, {});
}

} // namespace pc::session
