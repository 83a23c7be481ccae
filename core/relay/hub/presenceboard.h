// SPDX-License-Identifier: GPL-3.0-or-later
// PresenceBoard: who is online, over all loops of this relay. A person is as present as their most present device;
// "offline" follows the last connection's end after a grace, so that a blink of the network is not news.
//
// Thread: one loop's; the others report through its mailbox.

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/people/presence.h"

#include <QHash>

#include <deque>
#include <functional>
#include <memory>

namespace pc::relay::hub {

class PresenceBoard
{
public:
    static constexpr Milliseconds kGrace { 10'000 };

    /// `changed` hears of every change that others may see; `lastSeen` of every moment that is to be kept.
    using Changed = std::function<void(UserId, const people::Presence &)>;

    PresenceBoard(Clock &clock, Changed changed);

    /// One connection of that person began, changed or ended (nothing). `connection` names it.
    void report(UserId user, quint64 connection, std::optional<people::PresenceStatus> status);

    people::Presence presence(UserId user) const;
    qsizetype known() const { return m_people.size(); }

private:
    struct Entry
    {
        QHash<quint64, people::PresenceStatus> connections;
        people::PresenceStatus shown = people::PresenceStatus::Offline;
        MonoTime goneSince {};
    };

    void publish(UserId user, Entry &entry, people::PresenceStatus status);
    void sweep();

    Clock &m_clock;
    Changed m_changed;
    QHash<UserId, Entry> m_people; ///< Only who is online or within the grace.
    std::deque<std::pair<MonoTime, UserId>> m_leaving;
    std::unique_ptr<Timer> m_timer;
};

} // namespace pc::relay::hub
