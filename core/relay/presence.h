// SPDX-License-Identifier: GPL-3.0-or-later
// Presence over all loops: one board, on the first loop, that hears from every session and tells those who share a
// conversation.

#pragma once

#include "core/relay/hub/hub.h"
#include "core/relay/hub/presenceboard.h"
#include "core/relay/log/conversationlog.h"

#include <functional>
#include <memory>
#include <vector>

namespace pc::relay {

class Presence
{
public:
    /// A person was last online at that moment.
    using LastSeen = std::function<void(UserId, UtcTime)>;

    Presence(Clock &clock, log::ConversationLog &log, log::Mailbox &mailbox, hub::Hub::Broadcast broadcast,
        LastSeen lastSeen);

    // Any thread.
    void report(UserId user, quint64 connection, std::optional<people::PresenceStatus> status);
    void tell(UserId user, DeviceId device);

private:
    void announce(UserId user, const people::Presence &presence);
    void answer(UserId user, DeviceId device, const std::vector<log::Contact> &contacts);

    /// Runs `work` with the answer, unless this is gone by then.
    void askContacts(UserId user, std::function<void(const std::vector<log::Contact> &)> work);

    log::ConversationLog &m_log;
    log::Mailbox &m_mailbox;
    hub::Hub::Broadcast m_broadcast;
    LastSeen m_lastSeen;
    hub::PresenceBoard m_board;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< Held weakly by what is under way.
};

} // namespace pc::relay
