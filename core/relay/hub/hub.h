// SPDX-License-Identifier: GPL-3.0-or-later
// Hub: who of one loop is online, and what goes to them. A frame is encoded once, however many receive it.
//
// Thread: the loop's.

#pragma once

#include "core/relay/hub/peer.h"
#include "core/relay/hub/rosters.h"
#include "core/relay/log/conversationlog.h"

#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace pc::relay::hub {

/// Something that passes: told to those who are online, on every loop, and kept nowhere.
struct Passing
{
    wire::Payload payload;
    std::vector<UserId> users;
    UserId from; ///< Their own devices are left out.
    DeviceId device; ///< If set, meant for this one alone.
};

class Hub
{
public:
    /// `broadcast` hands a passing thing to every loop's hub, this one among them.
    using Broadcast = std::function<void(const std::shared_ptr<const Passing> &)>;

    Hub(Clock &clock, Random &random, log::ConversationLog &log, log::Mailbox &mailbox, Broadcast broadcast);

    /// A device has said hello. Before its greeting is read from the log, so that nothing falls between the two.
    void add(Peer &peer);
    void remove(Peer &peer);

    /// Committed: tell who is online here.
    void deliver(const std::shared_ptr<const log::Delivery> &delivery);
    void pass(const Passing &passing);

    /// Somebody types: told to the other members. Unknown conversations and strangers are told nothing.
    void typing(const accounts::Actor &actor, const wire::Typing &typing);

    /// Ends every connection of a device, or of a person when `device` is null.
    void dismiss(UserId user, DeviceId device, const wire::Goodbye &goodbye);

    /// A device said hello on another loop: what it has here from before is replaced.
    void replace(UserId user, DeviceId device, quint64 connection);

    /// Ends those connections of a person whose actor no longer stands as it was at their hello.
    void review(UserId user, const std::function<bool(const accounts::Actor &)> &stands, const wire::Goodbye &goodbye);
    void dismissAll(const std::function<wire::Goodbye()> &goodbye);

    qsizetype people() const { return m_online.size(); }

private:
    using Peers = std::vector<Peer *>;

    void toPresentMembers(const log::Delivery &delivery, const Outgoing &frame);
    void toUsers(const std::vector<UserId> &users, const log::Delivery &delivery, const Outgoing &frame);
    void toPeers(UserId user, const log::Delivery &delivery, const Outgoing &frame);
    void introduce(UserId user, const log::Delivery &delivery);
    void sendTyping(const accounts::Actor &actor, const wire::Typing &typing, const log::Roster &roster);
    FrameId newId() { return FrameId { makeUuid7(m_clock.utcNow(), m_random) }; }

    Clock &m_clock;
    Random &m_random;
    log::ConversationLog &m_log;
    log::Mailbox &m_mailbox;
    Broadcast m_broadcast;
    QHash<UserId, Peers> m_online;
    Rosters m_rosters;
};

} // namespace pc::relay::hub
