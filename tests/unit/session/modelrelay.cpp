// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/modelrelay.h"

#include "core/chat/contentcodec.h"

#include <algorithm>
#include <utility>

namespace pc::test {

ModelRelay::ModelRelay(Desk &desk, Random &random, quint32 conversations)
    : m_desk(desk)
    , m_random(random)
{
    for (quint32 i = 1; i <= conversations; ++i)
        m_logs[conversation(i)] = {};
}

std::vector<ConversationId> ModelRelay::conversations() const
{
    std::vector<ConversationId> all;
    for (const auto &[id, log] : m_logs)
        all.push_back(id);
    return all;
}

ConversationId ModelRelay::anyConversation()
{
    return conversation(1 + quint32(m_random.below(m_logs.size())));
}

void ModelRelay::greet()
{
    m_connected = true;
    m_up.clear();
    m_down.clear();
    const wire::Hello hello = m_desk.greeter->hello();
    m_desk.link.welcome(m_desk.greeting);
    wire::CaughtUp caughtUp;
    for (const auto &[id, log] : m_logs) {
        caughtUp.heads.push_back({ id, head(id), m_revisions[id] });
        const auto cursor = std::find_if(hello.cursors.begin(), hello.cursors.end(),
            [&, wanted = id](const wire::Cursor &c) { return c.conversation == wanted; });
        if (cursor == hello.cursors.end())
            m_down.push_back(wire::Payload(stateOf(id, head(id), { kMe, kMaria })));
        const size_t after = cursor == hello.cursors.end() ? 0 : size_t(cursor->seq.raw());
        const size_t newest = log.size() > kGreetingEntries ? log.size() - kGreetingEntries : 0;
        for (size_t i = std::max(after, newest); i < log.size(); ++i)
            m_down.push_back(wire::Payload(log[i]));
    }
    m_down.push_back(wire::Payload(caughtUp));
}

void ModelRelay::loseConnection()
{
    m_connected = false;
    m_up.clear();
    m_down.clear();
    m_desk.link.setPhase(link::LinkPhase::Waiting, Errc::Network);
}

void ModelRelay::append(ConversationId id)
{
    auto frame = messageFrame(id, next(head(id)), QStringLiteral("m%1").arg(++m_written));
    frame.message = message(1'000'000 + m_written);
    m_logs[id].push_back(frame);
    if (m_connected && !happens(20))
        m_down.push_back(wire::Payload(frame));
}

void ModelRelay::beat()
{
    if (!m_connected)
        return;
    wire::Heartbeat beat;
    for (const auto &[id, log] : m_logs)
        beat.heads.push_back({ id, head(id), m_revisions[id] });
    m_down.push_back(wire::Payload(beat));
}

void ModelRelay::takeOneUp()
{
    for (FakeLink::Request &request : m_desk.link.takeRequests())
        m_up.push_back(std::move(request));
    if (!m_connected || m_up.empty())
        return;
    const FakeLink::Request request = std::move(m_up.front());
    m_up.pop_front();
    handle(request.id, request.payload);
}

void ModelRelay::handle(FrameId id, const wire::Payload &payload)
{
    if (happens(10)) {
        static constexpr std::array kPassing { Errc::RateLimited, Errc::Unavailable, Errc::Internal };
        wire::ErrorReply reply;
        reply.code = kPassing[size_t(m_random.below(kPassing.size()))];
        reply.retryAfter = Milliseconds { 700 };
        m_down.push_back(std::pair(id, link::Answer(reply)));
        return;
    }
    std::optional<link::Answer> answer;
    if (const auto *message = std::get_if<wire::Message>(&payload))
        answer = store(*message);
    else if (const auto *question = std::get_if<wire::Sync>(&payload))
        answer = sync(*question);
    else if (const auto *receipt = std::get_if<wire::Receipt>(&payload))
        answer = confirm(*receipt);
    else if (std::holds_alternative<wire::Keys>(payload))
        answer = wire::Ack { .count = 50 };
    if (answer && happens(10))
        answer = Error { Errc::Timeout, {} }; // it was done, and nobody was told
    if (answer)
        m_down.push_back(std::pair(id, std::move(*answer)));
}

link::Answer ModelRelay::store(const wire::Message &message)
{
    auto &log = m_logs[message.conversation];
    const auto known = std::find_if(
        log.begin(), log.end(), [&](const wire::Message &entry) { return entry.message == message.message; });
    if (known != log.end()) {
        if (known->content != message.content)
            return wire::ErrorReply { Errc::Conflict, {}, {}, {} };
        return ackOf(message, known->seq);
    }
    wire::Message entry = message;
    entry.sender = kMe;
    entry.device = device(1);
    entry.seq = next(head(message.conversation));
    entry.sentAt = utcFromMilliseconds(1'760'000'000'000 + entry.seq.raw());
    log.push_back(entry);
    return ackOf(entry, entry.seq);
}

link::Answer ModelRelay::sync(const wire::Sync &question)
{
    const auto &log = m_logs[question.conversation];
    const size_t last = size_t(std::min(question.upTo.value_or(head(question.conversation)).raw(), qint64(log.size())));
    const size_t after = std::min(size_t(question.after.raw()), last);
    const size_t first = std::max(after, last > size_t(kPageEntries) ? last - size_t(kPageEntries) : 0);
    for (size_t i = first; i < last; ++i)
        m_down.push_back(wire::Payload(log[i]));
    wire::Ack ack;
    ack.conversation = question.conversation;
    ack.synced = wire::Synced { Seq { qint64(first) + 1 }, Seq { qint64(last) }, head(question.conversation), Seq { 1 },
        m_revisions[question.conversation] };
    return ack;
}

link::Answer ModelRelay::confirm(const wire::Receipt &receipt)
{
    if (receipt.upTo > head(receipt.conversation))
        return wire::ErrorReply { Errc::Invalid, {}, {}, {} };
    Revision &revision = m_revisions[receipt.conversation];
    revision = Revision { revision.raw() + 1 };
    return wire::Ack {};
}

void ModelRelay::bringOneDown()
{
    if (!m_connected || m_down.empty())
        return;
    // What is live may come in any order; an answer never overtakes what it answers.
    const auto isLive = [](const Down &down) {
        const auto *payload = std::get_if<wire::Payload>(&down);
        return payload && std::holds_alternative<wire::Message>(*payload);
    };
    if (m_down.size() > 1 && isLive(m_down[0]) && isLive(m_down[1]) && happens(30))
        std::swap(m_down[0], m_down[1]);
    const Down down = std::move(m_down.front());
    m_down.pop_front();
    const int times = happens(10) ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        if (const auto *payload = std::get_if<wire::Payload>(&down))
            m_desk.link.deliver(*payload);
        else if (const auto *answer = std::get_if<std::pair<FrameId, link::Answer>>(&down))
            m_desk.link.answer(answer->first, answer->second);
    }
}

void ModelRelay::carryAll()
{
    isFaulty = false;
    for (int quiet = 0; quiet < 8;) {
        takeOneUp();
        const bool isIdle = m_up.empty() && m_down.empty();
        bringOneDown();
        m_desk.settle();
        if (!isIdle)
            continue;
        m_desk.clock.advance(Milliseconds { 10'000 });
        beat();
        ++quiet;
        for (FakeLink::Request &request : m_desk.link.takeRequests())
            m_up.push_back(std::move(request));
        if (std::any_of(m_up.begin(), m_up.end(), [](const FakeLink::Request &request) {
                return !std::holds_alternative<wire::Receipt>(request.payload);
            }))
            quiet = 0;
    }
}

} // namespace pc::test
