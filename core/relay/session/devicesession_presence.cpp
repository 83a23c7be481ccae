// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceSession: what passes and is not kept.

#include "core/relay/session/devicesession.h"

namespace pc::relay::session {

namespace {

/// Typing tells at most so often; a client keeps to three seconds.
constexpr Milliseconds kTypingEvery { 1'000 };

people::PresenceStatus fromWire(wire::PresenceStatus status)
{
    switch (status) {
    case wire::PresenceStatus::Offline:
        return people::PresenceStatus::Offline;
    case wire::PresenceStatus::Away:
        return people::PresenceStatus::Away;
    case wire::PresenceStatus::Online:
        return people::PresenceStatus::Online;
    }
    return people::PresenceStatus::Offline;
}

} // namespace

void DeviceSession::onTyping(const wire::Typing &typing)
{
    const MonoTime now = m_context.clock.monotonicNow();
    if (typing.isTyping && now < m_typingAllowed)
        return; // it passes: the next one says the same
    m_typingAllowed = now + kTypingEvery;
    m_context.hub.typing(m_actor, typing);
}

void DeviceSession::onPresence(const wire::Presence &presence)
{
    const bool wakes = presence.active && !m_active;
    m_active = presence.active;
    m_status = fromWire(presence.status);
    if (m_status == people::PresenceStatus::Offline)
        m_status = people::PresenceStatus::Away; // a connected device is not offline
    m_context.presenceReported(m_actor.user, quint64(m_connection), m_status);
    if (wakes)
        m_context.presenceWanted(m_actor.user, m_actor.device);
}

} // namespace pc::relay::session
