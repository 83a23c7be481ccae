// SPDX-License-Identifier: GPL-3.0-or-later
// The half of FakeSession that a test drives: what is stored, and what relay and other people do.

#include "tests/support/fakesession/fakesession.h"
#include "tests/support/fakesession/numberedid.h"

#include <algorithm>

namespace pc::support {

void FakeSession::answerNext()
{
    Q_ASSERT(!m_waiting.empty());
    const auto finish = std::move(m_waiting.front());
    m_waiting.pop_front();
    finish();
}

void FakeSession::answerAll()
{
    for (int left = waitingAnswers(); left > 0; --left)
        answerNext();
}

void FakeSession::addConversation(const chat::Conversation &conversation)
{
    m_stored.push_back(std::make_unique<Stored>());
    m_stored.back()->conversation = conversation;
    if (m_stored.back()->conversation.first == Seq {})
        m_stored.back()->conversation.first = Seq { 1 };
    m_byId.insert(conversation.id, m_stored.back().get());
}

void FakeSession::generateHistory(ConversationId conversation, qint64 count, FakeLog::Generator generator)
{
    Stored &in = stored(conversation);
    in.log.generate(count, std::move(generator));
    in.conversation.head = Seq { count };
    in.conversation.cursor = Seq { count };
    in.conversation.readUpTo = Seq { count };
}

chat::Message FakeSession::addHistory(
    ConversationId conversation, UserId sender, UtcTime time, const chat::Content &content)
{
    Stored &in = stored(conversation);
    chat::Message message = makeMessage(in, sender, content);
    message.time = time;
    message.seq = next(in.conversation.head);
    message.order = chat::OrderKey { message.seq.raw() };
    in.conversation.head = message.seq;
    in.conversation.cursor = message.seq;
    in.log.insert(message);
    return message;
}

void FakeSession::addHole(ConversationId conversation, const chat::Hole &hole)
{
    auto &holes = stored(conversation).holes;
    holes.push_back(hole);
    std::ranges::sort(holes, {}, &chat::Hole::first);
}

void FakeSession::skipSeqs(ConversationId conversation, qint64 count)
{
    chat::Conversation &in = stored(conversation).conversation;
    in.head = Seq { in.head.raw() + count };
}

void FakeSession::setReceipts(MessageId message, const std::vector<chat::MemberReceipt> &receipts)
{
    m_receipts.insert(message, receipts);
}

void FakeSession::setDraft(ConversationId conversation, const QString &text)
{
    stored(conversation).draft = text;
}

void FakeSession::setReadUpTo(ConversationId conversation, Seq seq)
{
    stored(conversation).conversation.readUpTo = seq;
}

chat::Message FakeSession::receive(ConversationId conversation, UserId sender, const QString &text)
{
    return receiveContent(conversation, sender, { .text = text });
}

chat::Message FakeSession::receiveContent(ConversationId conversation, UserId sender, const chat::Content &content)
{
    const chat::Message message = addHistory(conversation, sender, now(), content);
    Q_EMIT messageAdded(message);
    announce(stored(conversation));
    return message;
}

void FakeSession::change(const chat::Message &message)
{
    stored(message.conversation).log.replace(message);
    Q_EMIT messageChanged(message);
}

void FakeSession::removeMessage(ConversationId conversation, MessageId message)
{
    Stored &in = stored(conversation);
    if (!in.log.remove(message))
        return;
    Q_EMIT messageRemoved(conversation, message);
    announce(in);
}

void FakeSession::acknowledge(MessageId id)
{
    Stored *owner = storedOf(id);
    Q_ASSERT(owner);
    chat::Message message = *owner->log.find(id);
    message.state = chat::DeliveryState::Sent;
    message.failure.reset();
    message.seq = next(owner->conversation.head);
    message.order = chat::OrderKey { message.seq.raw() };
    message.time = now();
    owner->conversation.head = message.seq;
    owner->conversation.cursor = message.seq;
    owner->log.replace(message);
    Q_EMIT messageChanged(message);
    announce(*owner);
    setOutgoing(-1);
}

void FakeSession::refuse(MessageId id, Errc reason)
{
    Stored *owner = storedOf(id);
    Q_ASSERT(owner);
    chat::Message message = *owner->log.find(id);
    message.state = chat::DeliveryState::Failed;
    message.failure = reason;
    owner->log.replace(message);
    Q_EMIT messageChanged(message);
    announce(*owner);
    setOutgoing(-1);
}

void FakeSession::fillHole(ConversationId conversation, const chat::Hole &hole, UserId sender, UtcTime time)
{
    Stored &in = stored(conversation);
    std::erase(in.holes, hole);
    for (Seq seq = hole.first; seq <= hole.last; seq = next(seq)) {
        chat::Message message = makeMessage(in, sender, { .text = QStringLiteral("Message %1").arg(seq.raw()) });
        message.seq = seq;
        message.order = chat::OrderKey { seq.raw() };
        message.time = time;
        in.log.insert(message);
    }
    Q_EMIT historyFilled(conversation, hole.first, hole.last);
    announce(in);
}

void FakeSession::raiseWatermarks(ConversationId conversation, const chat::Watermarks &watermarks)
{
    Stored &in = stored(conversation);
    in.conversation.watermarks.delivered = std::max(in.conversation.watermarks.delivered, watermarks.delivered);
    in.conversation.watermarks.read = std::max(in.conversation.watermarks.read, watermarks.read);
    Q_EMIT watermarksChanged(conversation, in.conversation.watermarks);
}

void FakeSession::type(ConversationId conversation, const std::vector<UserId> &users)
{
    Q_EMIT typingChanged(conversation, users);
}

void FakeSession::setPresence(UserId user, const people::Presence &presence)
{
    Q_EMIT presenceChanged(user, presence);
}

void FakeSession::setLinkStatus(const session::LinkStatus &status)
{
    m_link = status;
    Q_EMIT linkStatusChanged(m_link);
}

void FakeSession::setStoreState(const session::StoreState &state)
{
    m_store = state;
    Q_EMIT storeStateChanged(m_store);
}

void FakeSession::change(const chat::Conversation &conversation)
{
    Stored &in = stored(conversation.id);
    in.conversation = conversation;
    announce(in);
}

void FakeSession::setSelf(const session::Self &self)
{
    m_self = self;
    Q_EMIT selfChanged(m_self);
}

void FakeSession::setPersonRole(UserId user, people::Role role)
{
    for (const auto &stored : m_stored) {
        for (chat::Member &member : stored->conversation.members) {
            if (member.person.id == user)
                member.person.role = role;
        }
    }
}

void FakeSession::setReaders(ConversationId conversation, const session::Readers &readers)
{
    m_readers[conversation] = readers;
    Q_EMIT readersChanged(conversation);
}

chat::ConversationSummary FakeSession::summary(ConversationId conversation) const
{
    return summaryOf(stored(conversation));
}

chat::Message FakeSession::message(MessageId id) const
{
    for (const auto &one : m_stored) {
        if (const chat::Message *found = one->log.find(id))
            return *found;
    }
    return {};
}

FakeSession::Stored &FakeSession::stored(ConversationId id)
{
    Stored *found = m_byId.value(id);
    Q_ASSERT(found);
    return *found;
}

const FakeSession::Stored &FakeSession::stored(ConversationId id) const
{
    const Stored *found = m_byId.value(id);
    Q_ASSERT(found);
    return *found;
}

FakeSession::Stored *FakeSession::storedOf(MessageId id)
{
    for (const auto &one : m_stored) {
        if (one->log.find(id))
            return one.get();
    }
    return nullptr;
}

chat::ConversationSummary FakeSession::summaryOf(const Stored &stored) const
{
    chat::ConversationSummary summary;
    summary.conversation = stored.conversation;
    summary.draft = stored.draft;
    if (stored.log.size() > 0)
        summary.last = stored.log.at(stored.log.size() - 1);
    for (qint64 i = stored.log.firstAfter(stored.conversation.readUpTo); i < stored.log.size(); ++i) {
        const chat::Message message = stored.log.at(i);
        if (!message.outgoing && message.content.kind != chat::ContentKind::Event)
            ++summary.unread;
    }
    return summary;
}

std::optional<people::Person> FakeSession::person(UserId id) const
{
    const auto found = std::ranges::find(m_directory, id, &people::Person::id);
    return found == m_directory.end() ? std::nullopt : std::optional(*found);
}

ConversationId FakeSession::create(
    chat::ConversationKind kind, const QString &title, const std::vector<UserId> &members)
{
    chat::Conversation made;
    made.id = numberedId<ConversationId>(0xc000'0000 + ++m_lastId);
    made.kind = kind;
    made.title = title;
    made.members.push_back({ m_self.person, chat::MemberRole::Owner });
    for (const UserId id : members) {
        if (const auto found = person(id))
            made.members.push_back({ *found, chat::MemberRole::Member });
    }
    addConversation(made);
    receiveContent(made.id, m_self.person.id, { .kind = chat::ContentKind::Event, .text = title });
    return made.id;
}

chat::Message FakeSession::makeMessage(Stored &in, UserId sender, const chat::Content &content)
{
    chat::Message message;
    message.id = numberedId<MessageId>(0xf000'0000 + ++m_lastId);
    message.conversation = in.conversation.id;
    message.sender = sender;
    message.time = now();
    message.content = content;
    message.outgoing = sender == m_self.person.id;
    return message;
}

void FakeSession::announce(const Stored &in)
{
    Q_EMIT conversationChanged(summaryOf(in));
}

void FakeSession::setOutgoing(int change)
{
    m_link.outgoing = std::max(m_link.outgoing + change, 0);
    Q_EMIT linkStatusChanged(m_link);
}

} // namespace pc::support
