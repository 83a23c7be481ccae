// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/hub/hub.h"

#include <algorithm>
#include <utility>

namespace pc::relay::hub {

Hub::Hub(Clock &clock, Random &random, log::ConversationLog &log, log::Mailbox &mailbox, Broadcast broadcast)
    : m_clock(clock)
    , m_random(random)
    , m_log(log)
    , m_mailbox(mailbox)
    , m_broadcast(std::move(broadcast))
{
}

void Hub::add(Peer &peer)
{
    Peers &peers = m_online[peer.actor().user];
    // One device, one connection: a laptop that changed networks must not leave its old one behind.
    const Peers before = peers;
    for (Peer *other : before) {
        if (other != &peer && other->actor().device == peer.actor().device)
            other->dismiss({ wire::GoodbyeReason::Replaced, Milliseconds { 0 } });
    }
    m_online[peer.actor().user].push_back(&peer);
}

void Hub::remove(Peer &peer)
{
    const auto known = m_online.find(peer.actor().user);
    if (known == m_online.end())
        return;
    std::erase(*known, &peer);
    if (known->empty())
        m_online.erase(known);
}

void Hub::deliver(const std::shared_ptr<const log::Delivery> &delivery)
{
    if (delivery->roster && delivery->entry)
        m_rosters.refresh(delivery->entry->conversation, delivery->roster);
    if (delivery->entry) {
        for (const UserId user : delivery->joined)
            introduce(user, *delivery);
        const Outgoing frame(log::toFrame(*delivery->entry));
        toPresentMembers(*delivery, frame);
        toUsers(delivery->users, *delivery, frame);
    }
    for (const wire::Payload &payload : delivery->payloads) {
        const Outgoing frame({ newId(), m_clock.utcNow(), payload });
        toUsers(delivery->users, *delivery, frame);
    }
}

void Hub::toPresentMembers(const log::Delivery &delivery, const Outgoing &frame)
{
    if (!delivery.roster)
        return;
    for (const log::RosterMember &member : delivery.roster->members) {
        if (member.isPresent())
            toPeers(member.user, delivery, frame);
    }
}

void Hub::toUsers(const std::vector<UserId> &users, const log::Delivery &delivery, const Outgoing &frame)
{
    for (const UserId user : users)
        toPeers(user, delivery, frame);
}

void Hub::toPeers(UserId user, const log::Delivery &delivery, const Outgoing &frame)
{
    const auto known = m_online.constFind(user);
    if (known == m_online.constEnd())
        return;
    for (Peer *peer : *known) {
        if (delivery.head)
            peer->noteHead(*delivery.head);
        if (peer->actor().device != delivery.origin)
            peer->deliver(frame);
    }
}

/// Tells somebody who came in what they came into. It is read after the commit, so it may already know more than the
/// entry that follows it; a client takes the newer of both.
void Hub::introduce(UserId user, const log::Delivery &delivery)
{
    if (!m_online.contains(user))
        return;
    m_log.state(user, delivery.entry->conversation, m_mailbox,
        [this, user](const Result<std::optional<wire::Conversation>> &state) {
            if (!state || !*state)
                return; // the next heartbeat's heads will bring them here again
            const Outgoing frame({ newId(), m_clock.utcNow(), **state });
            toUsers({ user }, {}, frame);
        });
}

void Hub::pass(const Passing &passing)
{
    const Outgoing frame({ newId(), m_clock.utcNow(), passing.payload });
    for (const UserId user : passing.users) {
        const auto known = m_online.constFind(user);
        if (known == m_online.constEnd() || user == passing.from)
            continue;
        for (Peer *peer : *known) {
            const bool meant = passing.device == DeviceId {} || passing.device == peer->actor().device;
            if (meant && peer->isActive())
                peer->deliver(frame);
        }
    }
}

void Hub::typing(const accounts::Actor &actor, const wire::Typing &typing)
{
    if (const auto roster = m_rosters.find(typing.conversation)) {
        sendTyping(actor, typing, *roster);
        return;
    }
    m_log.roster(typing.conversation, m_mailbox, [this, actor, typing](const Result<log::SharedRoster> &roster) {
        if (!roster || !*roster)
            return;
        m_rosters.insert(typing.conversation, *roster);
        sendTyping(actor, typing, **roster);
    });
}

void Hub::sendTyping(const accounts::Actor &actor, const wire::Typing &typing, const log::Roster &roster)
{
    const auto object = log::Roster::objectFor(&roster, actor.user);
    if (!accounts::authorise(actor, accounts::Action::SendTyping, object))
        return;
    auto passing = std::make_shared<Passing>();
    passing->payload = wire::Typing { typing.conversation, typing.isTyping, actor.user };
    passing->from = actor.user;
    for (const log::RosterMember &member : roster.members) {
        if (member.isPresent())
            passing->users.push_back(member.user);
    }
    m_broadcast(passing);
}

void Hub::dismiss(UserId user, DeviceId device, const wire::Goodbye &goodbye)
{
    const Peers peers = m_online.value(user); // dismissing changes the table
    for (Peer *peer : peers) {
        if (device == DeviceId {} || peer->actor().device == device)
            peer->dismiss(goodbye);
    }
}

void Hub::replace(UserId user, DeviceId device, quint64 connection)
{
    const Peers peers = m_online.value(user);
    for (Peer *peer : peers) {
        if (peer->actor().device == device && peer->connection() < connection)
            peer->dismiss({ wire::GoodbyeReason::Replaced, Milliseconds { 0 } });
    }
}

void Hub::review(UserId user, const std::function<bool(const accounts::Actor &)> &stands, const wire::Goodbye &goodbye)
{
    const Peers peers = m_online.value(user);
    for (Peer *peer : peers) {
        if (!stands(peer->actor()))
            peer->dismiss(goodbye);
    }
}

void Hub::dismissAll(const std::function<wire::Goodbye()> &goodbye)
{
    const auto online = std::exchange(m_online, {});
    for (const Peers &peers : online) {
        for (Peer *peer : peers)
            peer->dismiss(goodbye());
    }
}

} // namespace pc::relay::hub
