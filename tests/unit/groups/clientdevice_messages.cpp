// SPDX-License-Identifier: GPL-3.0-or-later
// ClientDevice: its messages, and what it shows.

#include "clientdevice.h"
#include "must.h"

namespace pc::test {

using namespace groups;

namespace {

bool isOutcome(const QByteArray &text)
{
    return text == "own" || text == "before" || text == "outside" || text == "undecryptable" || text == "broken";
}

} // namespace

Either<MessageId, SealRefusal> ClientDevice::write(ConversationId where, const QByteArray &text)
{
    (void)needed(where); // lists that it wants are asked for before somebody writes
    const MessageId message { makeUuid7(m_relay.clock.utcNow(), m_ids) };
    Either<MessageId, SealRefusal> answer(message);
    write([&]() -> Result<void> {
        auto sealed = m_keeper->seal(where, message, text);
        if (!sealed)
            return sealed.error();
        if (const auto *why = std::get_if<SealRefusal>(&*sealed)) {
            answer = *why;
            return {};
        }
        if (auto added = m_store->outbox.add(where, message, text); !added)
            return added.error();
        return m_store->outbox.seal(message, std::get<QByteArray>(*sealed));
    });
    return answer;
}

relay::log::Appended ClientDevice::post(ConversationId where, MessageId message)
{
    wire::Message frame;
    frame.conversation = where;
    frame.message = message;
    frame.content = must(m_store->outbox.find(message))->sealed.value();
    return m_relay.append(self, frame);
}

void ClientDevice::hear(ConversationId where, MessageId message, const relay::log::Appended &answer)
{
    write([&]() -> Result<void> {
        if (answer.refusal) {
            if (*answer.refusal != Errc::StaleEpoch)
                qFatal("a message was refused: %d", int(*answer.refusal));
            return m_store->outbox.unseal(message);
        }
        auto isFree = m_store->held.take(where, answer.entry.seq);
        if (!isFree)
            return isFree.error();
        if (auto raised = m_store->conversations.raiseHead(where, answer.entry.seq); !raised)
            return raised;
        auto taken = m_keeper->accepted(where, message, answer.entry.seq, answer.entry.sentAt);
        if (!taken)
            return taken.error();
        note(where, *taken);
        return m_store->outbox.remove(message);
    });
}

bool ClientDevice::say(ConversationId where, const QByteArray &text)
{
    const auto written = write(where, text);
    const auto *message = std::get_if<MessageId>(&written);
    if (!message)
        return false;
    const auto answer = post(where, *message);
    hear(where, *message, answer);
    return !answer.refusal;
}

std::map<Seq, QByteArray> ClientDevice::shown(ConversationId where) const
{
    const auto found = m_shown.find(where);
    return found == m_shown.end() ? std::map<Seq, QByteArray>() : found->second;
}

std::vector<QByteArray> ClientDevice::texts(ConversationId where) const
{
    std::vector<QByteArray> texts;
    for (const auto &[seq, text] : shown(where)) {
        if (!isOutcome(text))
            texts.push_back(text);
    }
    return texts;
}

} // namespace pc::test
