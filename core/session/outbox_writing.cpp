// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: what its user does: writes, tries again, takes back.

#include "core/chat/contentcodec.h"
#include "core/session/outbox.h"

namespace pc::session {

namespace {

constexpr int kMostRows = 10'000;

} // namespace

Result<MessageId> Outbox::add(ConversationId conversation, const chat::Draft &draft)
{
    const QString text = draft.text.trimmed();
    if (text.isEmpty())
        return { Errc::Invalid, QStringLiteral("nothing to send") };
    if (text.size() > chat::kMaxTextLength)
        return Errc::TooLarge;
    MessageId id;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        if (auto may = mayWrite(conversation); !may)
            return may;
        auto message = writeOut(turn, conversation, text);
        if (!message)
            return message.error();
        id = message->id;
        turn.added(*message);
        turn.touched(conversation);
        return m_context.store.conversations.setDraft(conversation, {});
    });
    if (!written)
        return written.error();
    pump();
    return id;
}

Result<void> Outbox::mayWrite(ConversationId conversation) const
{
    auto row = m_context.store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row)
        return Errc::NotFound;
    if ((*row)->left)
        return Errc::Forbidden;
    auto rows = m_context.store.outbox.count();
    if (!rows)
        return rows.error();
    if (*rows >= kMostRows)
        return { Errc::RateLimited, QStringLiteral("the outbox is full") };
    return {};
}

chat::Message Outbox::ownMessage(ConversationId conversation, MessageId id, UtcTime time) const
{
    chat::Message message;
    message.id = id;
    message.conversation = conversation;
    message.sender = m_context.user();
    message.device = m_context.self.device;
    message.time = time;
    message.outgoing = true;
    return message;
}

Result<chat::Message> Outbox::writeOut(Turn &, ConversationId conversation, const QString &text)
{
    const UtcTime now = m_context.clock.utcNow();
    chat::Message message = ownMessage(conversation, MessageId { makeUuid7(now, m_context.random) }, now);
    message.content.text = text;
    message.content.written = now;
    message.state = chat::DeliveryState::Sending;
    auto position = m_context.store.outbox.add(conversation, message.id, chat::encodeContent(message.content));
    if (!position)
        return position.error();
    message.order = store::unsentKey(*position);
    if (auto added = m_context.store.messages.add(message); !added)
        return added.error();
    return message;
}

void Outbox::retry(MessageId id)
{
    ConversationId conversation;
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.outbox.find(id);
        if (!row || !*row)
            return row ? Result<void>() : row.error();
        conversation = (*row)->conversation;
        if (auto renewed = m_context.store.outbox.renew(id); !renewed)
            return renewed;
        if (auto set = m_context.store.messages.setState(conversation, id, chat::DeliveryState::Sending, {}); !set)
            return set;
        auto message = m_context.store.messages.find(conversation, id);
        if (!message)
            return message.error();
        if (*message)
            turn.changed(**message);
        turn.touched(conversation);
        return {};
    });
    if (!written)
        return;
    resume(conversation);
}

void Outbox::cancel(MessageId id)
{
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.outbox.find(id);
        if (!row || !*row)
            return row ? Result<void>() : row.error();
        const ConversationId conversation = (*row)->conversation;
        // What was sealed may have reached the relay: should the log show it, only this row still knows what it said.
        auto taken
            = (*row)->sealed ? m_context.store.outbox.refuse(id, Errc::Cancelled) : m_context.store.outbox.remove(id);
        if (!taken)
            return taken;
        turn.removed(conversation, id);
        turn.touched(conversation);
        return m_context.store.messages.remove(conversation, id);
    });
    if (!written)
        return;
    // Under way, its lane stays taken until the answer; waiting for a retry, it makes room at once.
    for (auto &[conversation, lane] : m_lanes) {
        if (lane.state == LaneState::Paused && lane.message == id)
            return resume(conversation);
    }
}

} // namespace pc::session
