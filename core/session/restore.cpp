// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/restore.h"

#include "core/chat/contentcodec.h"

#include <algorithm>

namespace pc::session {

Result<void> Restore::reconcile(Turn &turn, const wire::Head &head)
{
    store::Store &store = m_context.store;
    const ConversationId id = head.conversation;
    auto waiting = store.outbox.ofConversation(id);
    if (!waiting)
        return waiting.error();
    auto beyond = store.messages.loggedAbove(id, head.seq);
    if (!beyond)
        return beyond.error();
    for (const chat::Message &message : *beyond) {
        if (auto kept = keep(turn, message); !kept)
            return kept;
    }
    if (auto moved = moveBehind(turn, *waiting); !moved)
        return moved;
    const auto hasChanged = hasGroupChangedAbove(head);
    if (!hasChanged)
        return hasChanged.error();
    if (auto truncated = store.held.truncate(id, head.seq); !truncated)
        return truncated;
    if (auto lowered = store.conversations.restoreMarks(id, head.seq, head.revision); !lowered)
        return lowered;
    if (auto lowered = store.members.restoreMarks(id, head.seq); !lowered)
        return lowered;
    const auto standing = m_context.groups.standing(id);
    if (!standing)
        return standing.error();
    if (standing->cursor > head.seq && *hasChanged) {
        if (auto unsealed = unseal(*waiting); !unsealed)
            return unsealed;
    }
    if (auto rewound = m_context.groups.rewound(id, head.seq, *hasChanged); !rewound)
        return rewound;
    turn.logged(id);
    turn.regrouped(id);
    return store.receipts.removeAbove(id, head.seq, head.revision);
}

/// Changes of the group are shown to nobody, and so is what else is silent; to take that for one costs coming in anew.
Result<bool> Restore::hasGroupChangedAbove(const wire::Head &head)
{
    const auto silent = m_context.store.held.silent(head.conversation);
    if (!silent)
        return silent.error();
    return std::any_of(
        silent->begin(), silent->end(), [&](const store::SilentRange &part) { return part.range.last > head.seq; });
}

Result<void> Restore::keep(Turn &turn, const chat::Message &message)
{
    if (message.content.kind == chat::ContentKind::Event) {
        // It tells of a change that the relay no longer knows.
        turn.removed(message.conversation, message.id);
        return m_context.store.messages.remove(message.conversation, message.id);
    }
    if (isOurs(message))
        return offerAgain(turn, message);
    auto key = m_context.store.messages.nextForgottenKey(message.conversation);
    if (!key)
        return key.error();
    return displace(turn, message, *key, chat::DeliveryState::Sent);
}

bool Restore::isOurs(const chat::Message &message) const
{
    return message.outgoing && message.device == m_context.self.device
        && message.content.kind == chat::ContentKind::Text;
}

Result<void> Restore::offerAgain(Turn &turn, const chat::Message &message)
{
    auto position = m_context.store.outbox.add(message.conversation, message.id, chat::encodeContent(message.content));
    if (!position)
        return position.error();
    return displace(turn, message, store::unsentKey(*position), chat::DeliveryState::Sending);
}

/// What was waiting already was written after what is offered again.
Result<void> Restore::moveBehind(Turn &turn, const std::vector<store::OutboxRow> &waiting)
{
    for (const store::OutboxRow &row : waiting) {
        auto message = m_context.store.messages.find(row.conversation, row.message);
        if (!message)
            return message.error();
        auto position = m_context.store.outbox.moveToEnd(row.message);
        if (!position)
            return position.error();
        if (!*message)
            continue;
        if (auto moved = displace(turn, **message, store::unsentKey(*position), (*message)->state); !moved)
            return moved;
    }
    return {};
}

/// This device read beyond what is kept, and has to come into the group anew. The relay has none of these, or their place would
/// be known; it could take them for messages of another epoch with the same number, which nobody could open.
Result<void> Restore::unseal(const std::vector<store::OutboxRow> &waiting)
{
    for (const store::OutboxRow &row : waiting) {
        if (!row.sealed)
            continue;
        if (auto unsealed = m_context.store.outbox.unseal(row.message); !unsealed)
            return unsealed;
    }
    return {};
}

Result<void> Restore::displace(Turn &turn, const chat::Message &message, chat::OrderKey key, chat::DeliveryState state)
{
    chat::Message displaced = message;
    displaced.order = key;
    displaced.seq = Seq {};
    displaced.state = state;
    turn.changed(displaced);
    return m_context.store.messages.displace(message.conversation, message.id, key, state);
}

} // namespace pc::session
