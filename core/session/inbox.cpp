// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/inbox.h"

#include "core/base/log.h"
#include "core/session/disclose.h"
#include "core/session/omissions.h"
#include "core/session/outbox.h"
#include "core/session/translate.h"

namespace pc::session {

Result<void> Inbox::message(Turn &turn, const wire::Message &frame)
{
    if (!store::isPlausible(frame.seq))
        return {};
    store::Store &store = m_context.store;
    auto known = store.messages.find(frame.conversation, frame.message);
    if (!known)
        return known.error();
    if (*known)
        return knownMessage(turn, frame, **known);

    auto takenBack = store.outbox.find(frame.message);
    if (!takenBack)
        return takenBack.error();
    if (*takenBack && frame.device == m_context.self.device)
        return m_outbox.accepted(turn, frame.conversation, frame.message, frame.seq, frame.sentAt);
    return newMessage(turn, frame);
}

Result<void> Inbox::newMessage(Turn &turn, const wire::Message &frame)
{
    auto taken = m_context.groups.take(entryOf(frame));
    if (!taken)
        return taken.error();
    Disclosed shown = disclosed(*taken, frame.message);
    chat::Message message;
    message.id = frame.message;
    message.conversation = frame.conversation;
    message.sender = frame.sender;
    message.device = frame.device;
    message.time = frame.sentAt;
    message.outgoing = frame.sender == m_context.user();
    message.content = std::move(shown.content);
    message.seq = frame.seq;
    auto misses = missesEarlier(m_context, message);
    if (!misses)
        return misses.error();
    message.missesEarlier = *misses;
    auto inserted = insert(turn, message, frame.seq, shown.bytes);
    if (!inserted)
        return inserted.error();
    return disclose(m_context, turn, frame.conversation, *taken);
}

Result<void> Inbox::knownMessage(Turn &turn, const wire::Message &frame, const chat::Message &known)
{
    const bool isOurs = known.outgoing && known.device == m_context.self.device;
    if (known.seq != frame.seq && !isOurs) {
        if (auto taken = takeEntry(m_context, turn, entryOf(frame)); !taken)
            return taken;
    }
    if (known.seq == Seq {})
        return m_outbox.accepted(turn, frame.conversation, frame.message, frame.seq, frame.sentAt);
    turn.logged(frame.conversation); // seen before: our receipt may not have arrived
    if (known.seq == frame.seq)
        return {};
    qCWarning(lcSession) << "a message came at two places, in" << frame.conversation.raw().toShortString();
    return m_context.store.held.holdSilently(frame.conversation, { frame.seq, frame.seq }, store::Silence::NotShown);
}

Result<bool> Inbox::insert(Turn &turn, chat::Message &message, Seq seq, const QByteArray &bytes)
{
    store::Store &store = m_context.store;
    if (auto ensured = store.conversations.ensure(message.conversation); !ensured)
        return ensured.error();
    auto newest = store.messages.lastLogged(message.conversation);
    if (!newest)
        return newest.error();
    turn.logged(message.conversation);
    auto isFree = store.held.take(message.conversation, seq);
    if (!isFree || !*isFree)
        return isFree;
    message.seq = seq;
    message.order = store::loggedKey(seq);
    message.state = chat::DeliveryState::Sent;
    if (auto added = store.messages.add(message, bytes); !added)
        return added.error();
    if (auto found = cameLate(m_context, turn, message); !found)
        return found.error();
    if (auto raised = store.conversations.raiseHead(message.conversation, seq); !raised)
        return raised.error();
    if (auto raised = store.conversations.raiseActiveAt(message.conversation, message.time); !raised)
        return raised.error();
    if (seq > *newest)
        turn.added(message);
    else
        turn.filled(message.conversation, { seq, seq });
    return true;
}

Result<void> Inbox::handshake(Turn &turn, const wire::Handshake &frame)
{
    if (!store::isPlausible(frame.seq))
        return {};
    store::Store &store = m_context.store;
    if (auto ensured = store.conversations.ensure(frame.conversation); !ensured)
        return ensured;
    if (auto raised = store.conversations.raiseHead(frame.conversation, frame.seq); !raised)
        return raised;
    turn.logged(frame.conversation);
    if (auto held = store.held.holdSilently(frame.conversation, { frame.seq, frame.seq }, store::Silence::NotShown);
        !held)
        return held;
    return takeEntry(m_context, turn, entryOf(frame)); // opens what waits: by then it is known to be here
}

Result<bool> Inbox::event(Turn &turn, const wire::Conversation &frame, const chat::Content &content)
{
    auto known = m_context.store.messages.find(frame.conversation, frame.message);
    if (!known)
        return known.error();
    if (*known || !store::isPlausible(frame.seq))
        return false;
    chat::Message message;
    message.id = frame.message;
    message.conversation = frame.conversation;
    // Who gave it its name only the relay says, and who comes and goes is seen by who reads.
    const bool isBySomebody = content.event != chat::EventKind::Renamed;
    message.sender = isBySomebody ? frame.actor : UserId {};
    message.device = isBySomebody ? frame.device : DeviceId {};
    message.time = frame.sentAt;
    message.outgoing = message.sender == m_context.user();
    message.content = content;
    return insert(turn, message, frame.seq, {});
}

} // namespace pc::session
