// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/presence.h"

#include <utility>

namespace pc::relay {

namespace {

/// A class and its teachers, several times over; nobody is told of more.
constexpr int kContacts = 1'000;

/// When a device arrives it hears when these were last seen; of the others only who is there.
constexpr int kLastSeenTold = 50;

wire::PresenceStatus toWire(people::PresenceStatus status)
{
    switch (status) {
    case people::PresenceStatus::Offline:
        return wire::PresenceStatus::Offline;
    case people::PresenceStatus::Away:
        return wire::PresenceStatus::Away;
    case people::PresenceStatus::Online:
        return wire::PresenceStatus::Online;
    }
    return wire::PresenceStatus::Offline;
}

} // namespace

Presence::Presence(
    Clock &clock, log::ConversationLog &log, log::Mailbox &mailbox, hub::Hub::Broadcast broadcast, LastSeen lastSeen)
    : m_log(log)
    , m_mailbox(mailbox)
    , m_broadcast(std::move(broadcast))
    , m_lastSeen(std::move(lastSeen))
    , m_board(clock, [this](UserId user, const people::Presence &presence) { announce(user, presence); })
{
}

void Presence::report(UserId user, quint64 connection, std::optional<people::PresenceStatus> status)
{
    m_mailbox.post([this, alive = std::weak_ptr(m_alive), user, connection, status] {
        if (!alive.expired())
            m_board.report(user, connection, status);
    });
}

void Presence::askContacts(UserId user, std::function<void(const std::vector<log::Contact> &)> work)
{
    m_log.contacts(user, kContacts, m_mailbox,
        [alive = std::weak_ptr(m_alive), work = std::move(work)](const Result<std::vector<log::Contact>> &contacts) {
            if (contacts && !alive.expired())
                work(*contacts);
        });
}

void Presence::tell(UserId user, DeviceId device)
{
    askContacts(user, [this, user, device](const auto &contacts) { answer(user, device, contacts); });
}

void Presence::announce(UserId user, const people::Presence &presence)
{
    if (presence.lastSeen)
        m_lastSeen(user, *presence.lastSeen);
    askContacts(user, [this, user, presence](const auto &contacts) {
        auto passing = std::make_shared<hub::Passing>();
        passing->payload = wire::Presence { user, toWire(presence.status), presence.lastSeen, true };
        passing->from = user;
        for (const log::Contact &contact : contacts)
            passing->users.push_back(contact.user);
        m_broadcast(passing);
    });
}

void Presence::answer(UserId user, DeviceId device, const std::vector<log::Contact> &contacts)
{
    int lastSeenTold = 0;
    for (const log::Contact &contact : contacts) {
        const people::Presence presence = m_board.presence(contact.user);
        wire::Presence told { contact.user, toWire(presence.status), std::nullopt, true };
        if (presence.status == people::PresenceStatus::Offline) {
            if (!contact.lastSeen || ++lastSeenTold > kLastSeenTold)
                continue;
            told.lastSeen = contact.lastSeen;
        }
        auto passing = std::make_shared<hub::Passing>();
        passing->payload = told;
        passing->users = { user };
        passing->device = device;
        m_broadcast(passing);
    }
}

} // namespace pc::relay
