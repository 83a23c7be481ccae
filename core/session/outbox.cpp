// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/outbox.h"

#include "core/base/log.h"
#include "core/chat/contentcodec.h"
#include "core/session/disclose.h"
#include "core/session/keyagreement.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr Milliseconds kFirstWait { 1'000 };
constexpr Milliseconds kLongestWait { 30'000 };
constexpr Milliseconds kUnnamedWait { 1'000 }; // the relay asked for patience without saying how much
constexpr int kAttemptsUntilFailed = 3;
constexpr int kMostStaleAnswers = 8; // that count as no attempt
constexpr int kWidestWindow = 16; // conversations sending at once
constexpr int kMostRows = 10'000;

} // namespace

Outbox::Outbox(Context &context, KeyAgreement &agreement)
    : m_context(context)
    , m_agreement(agreement)
    , m_allPaused(context.clock.makeTimer([this] { pump(); }))
    , m_window(kWidestWindow)
{
}

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

Result<chat::Message> Outbox::writeOut(Turn &, ConversationId conversation, const QString &text)
{
    chat::Message message;
    message.id = MessageId { makeUuid7(m_context.clock.utcNow(), m_context.random) };
    message.conversation = conversation;
    message.sender = m_context.user();
    message.device = m_context.self.device;
    message.time = m_context.clock.utcNow();
    message.content.text = text;
    message.state = chat::DeliveryState::Sending;
    message.outgoing = true;
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

void Outbox::open()
{
    m_isOpen = true;
    pump();
}

void Outbox::close()
{
    m_isOpen = false;
    m_maySeal = false;
    startOver();
}

void Outbox::pump()
{
    if (!m_isOpen || !m_context.isReady() || m_allPaused->isActive())
        return;
    auto rows = takeDue();
    if (rows.empty())
        return;
    if (auto sealed = sealAll(rows); !sealed) {
        qCWarning(lcSession) << "sealing failed:" << wireName(sealed.code());
        return;
    }
    for (const store::OutboxRow &row : rows)
        dispatch(row);
}

std::vector<store::OutboxRow> Outbox::takeDue()
{
    int room = m_window - inFlight();
    if (room <= 0)
        return {};
    auto heads = m_context.store.outbox.heads(room + int(m_lanes.size() + m_awaitingKeys.size()));
    if (!heads) {
        qCWarning(lcSession) << "the outbox cannot be read:" << wireName(heads.code());
        return {};
    }
    std::erase_if(*heads, [&](const store::OutboxRow &row) {
        const auto lane = m_lanes.find(row.conversation);
        const bool taken
            = lane != m_lanes.end() && (lane->second.state == LaneState::InFlight || lane->second.timer->isActive());
        const bool mustWait = !row.sealed && m_awaitingKeys.contains(row.conversation);
        return taken || mustWait || room-- <= 0;
    });
    return std::move(*heads);
}

Result<void> Outbox::sealAll(std::vector<store::OutboxRow> &rows)
{
    const auto isSealed = [](const store::OutboxRow &row) { return row.sealed.has_value(); };
    if (std::ranges::all_of(rows, isSealed))
        return {};
    return m_context.ledger.write([&](Turn &turn) -> Result<void> {
        std::vector<store::OutboxRow> sealed;
        for (store::OutboxRow &row : rows) {
            if (!row.sealed) {
                auto bytes = seal(turn, row);
                if (!bytes)
                    return bytes.error();
                row.sealed = std::move(*bytes);
            }
            if (row.sealed)
                sealed.push_back(std::move(row));
        }
        rows = std::move(sealed);
        return {};
    });
}

/// Nothing when it has to wait.
Result<std::optional<QByteArray>> Outbox::seal(Turn &turn, const store::OutboxRow &row)
{
    if (!m_maySeal || !m_agreement.isReady(row.conversation)) {
        awaitKeys(row.conversation);
        return std::optional<QByteArray>();
    }
    auto sealed = m_context.groups.seal(row.conversation, row.message, row.content);
    if (!sealed)
        return sealed.error();
    if (const auto *why = std::get_if<groups::SealRefusal>(&*sealed)) {
        if (auto waits = notSealed(turn, row, *why); !waits)
            return waits.error();
        return std::optional<QByteArray>();
    }
    auto &bytes = std::get<QByteArray>(*sealed);
    if (auto kept = m_context.store.outbox.seal(row.message, bytes); !kept)
        return kept.error();
    return std::optional(std::move(bytes));
}

Result<void> Outbox::notSealed(Turn &turn, const store::OutboxRow &row, groups::SealRefusal why)
{
    auto conversation = m_context.store.conversations.find(row.conversation);
    if (!conversation)
        return conversation.error();
    const bool hasLeft = *conversation && (*conversation)->left;
    if (why == groups::SealRefusal::TooLarge || hasLeft) {
        const Errc reason = hasLeft ? Errc::Forbidden : Errc::TooLarge;
        turn.then([this] { pump(); });
        if (auto refused = m_context.store.outbox.refuse(row.message, reason); !refused)
            return refused;
        return fail(turn, row.conversation, row.message, reason);
    }
    turn.then([this, id = row.conversation] { m_agreement.look(id); });
    awaitKeys(row.conversation);
    return {};
}

void Outbox::awaitKeys(ConversationId conversation)
{
    m_awaitingKeys.insert(conversation);
    m_agreement.want(conversation);
}

void Outbox::allowSealing()
{
    m_maySeal = true;
    m_awaitingKeys.clear();
    pump();
}

void Outbox::ready(ConversationId conversation)
{
    if (m_awaitingKeys.erase(conversation) > 0 || m_lanes.contains(conversation))
        resume(conversation);
}

void Outbox::dispatch(const store::OutboxRow &row)
{
    wire::Message message;
    message.conversation = row.conversation;
    message.message = row.message;
    message.content = *row.sealed;
    Lane &lane = laneOf(row.conversation);
    lane.state = LaneState::InFlight;
    lane.message = row.message;
    m_flights.emplace(m_context.link.request(message), std::pair(row.conversation, row.message));
}

Result<void> Outbox::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto flight = m_flights.find(frame);
    if (flight == m_flights.end())
        return {};
    const auto [conversation, message] = flight->second;
    m_flights.erase(flight);
    if (const auto *ack = std::get_if<wire::Ack>(&answer); ack && ack->seq && store::isPlausible(*ack->seq)) {
        turn.then([this, lane = conversation] {
            m_lanes.erase(lane);
            m_window = std::min(m_window + 1, kWidestWindow);
            pump();
        });
        return accepted(turn, conversation, message, *ack->seq, ack->sentAt.value_or(m_context.clock.utcNow()));
    }
    if (const auto *reply = std::get_if<wire::ErrorReply>(&answer))
        return refused(turn, conversation, message, *reply);
    const auto *error = std::get_if<Error>(&answer);
    if (error && error->code != Errc::Timeout) {
        turn.then([this, lane = conversation] { pause(lane, kFirstWait); }); // offline: no attempt
        return {};
    }
    return attemptFailed(turn, conversation, message, error ? error->code : Errc::Internal);
}

Result<void> Outbox::accepted(Turn &turn, ConversationId conversation, MessageId id, Seq seq, UtcTime sentAt)
{
    store::Store &store = m_context.store;
    if (auto raised = store.conversations.raiseHead(conversation, seq); !raised)
        return raised;
    turn.logged(conversation);
    auto message = store.messages.find(conversation, id);
    if (!message)
        return message.error();
    if (!*message || (*message)->device == m_context.self.device) {
        auto taken = m_context.groups.accepted(conversation, id, seq, sentAt);
        if (!taken)
            return taken.error();
        if (auto shown = disclose(m_context, turn, conversation, *taken); !shown)
            return shown;
    }
    auto row = store.outbox.find(id);
    if (!row)
        return row.error();
    if (auto removed = store.outbox.remove(id); !removed)
        return removed;
    if (!*message)
        return *row ? revive(turn, **row, seq, sentAt) : Result<void>();
    if ((*message)->seq > Seq {})
        return {};
    auto isFree = store.held.take(conversation, seq);
    if (!isFree)
        return isFree.error();
    if (!*isFree) {
        qCWarning(lcSession) << "the relay gave a seq twice, in" << conversation.raw().toShortString();
        return {}; // the message is safe at the relay; its row stays where it is until the log tells its place
    }
    if (auto placed = store.messages.place(conversation, id, seq, sentAt); !placed)
        return placed;
    if (auto raised = store.conversations.raiseActiveAt(conversation, sentAt); !raised)
        return raised;
    auto sent = store.messages.find(conversation, id);
    if (!sent)
        return sent.error();
    Q_ASSERT(chat::mayFollow((*message)->state, (*sent)->state) || (*message)->state == (*sent)->state);
    turn.changed(**sent);
    return {};
}

/// Taken back too late: everybody has it, and so it is shown here, too.
Result<void> Outbox::revive(Turn &turn, const store::OutboxRow &row, Seq seq, UtcTime sentAt)
{
    store::Store &store = m_context.store;
    auto content = chat::decodeContent(row.content);
    if (!content)
        return content.error();
    auto isFree = store.held.take(row.conversation, seq);
    if (!isFree || !*isFree)
        return isFree ? Result<void>() : isFree.error();
    chat::Message message;
    message.id = row.message;
    message.conversation = row.conversation;
    message.sender = m_context.user();
    message.device = m_context.self.device;
    message.time = sentAt;
    message.content = std::move(*content);
    message.outgoing = true;
    message.seq = seq;
    message.order = store::loggedKey(seq);
    turn.filled(row.conversation, { seq, seq });
    turn.touched(row.conversation);
    return store.messages.add(message);
}

Result<void> Outbox::refused(Turn &turn, ConversationId conversation, MessageId message, const wire::ErrorReply &reply)
{
    if (reply.code == Errc::RateLimited || reply.code == Errc::Unavailable) {
        turn.then([this, lane = conversation, reply] {
            m_lanes.erase(lane);
            if (reply.code == Errc::RateLimited)
                m_window = 1; // grows again with every ack
            pauseAll(reply.retryAfter.value_or(kUnnamedWait));
        });
        return {};
    }
    if (isFinalRefusal(reply.code)) {
        turn.then([this, lane = conversation] {
            m_lanes.erase(lane);
            pump();
        });
        if (auto refused = m_context.store.outbox.refuse(message, reply.code); !refused)
            return refused;
        return fail(turn, conversation, message, reply.code);
    }
    if (reply.code == Errc::StaleEpoch) {
        if (auto unsealed = m_context.store.outbox.unseal(message); !unsealed)
            return unsealed;
        Lane &lane = laneOf(conversation);
        if (++lane.staleAnswers <= kMostStaleAnswers) { // somebody changed the group first, and the log will show it
            turn.then([this, conversation] {
                pause(conversation, laneOf(conversation).backoff.next());
                m_agreement.look(conversation);
            });
            return {};
        }
    }
    return attemptFailed(turn, conversation, message, reply.code);
}

Result<void> Outbox::attemptFailed(Turn &turn, ConversationId conversation, MessageId message, Errc why)
{
    if (auto counted = m_context.store.outbox.countAttempt(message); !counted)
        return counted;
    auto row = m_context.store.outbox.find(message);
    if (!row)
        return row.error();
    const bool isFailed = *row && (*row)->attempts >= kAttemptsUntilFailed && !(*row)->refused;
    turn.then(
        [this, lane = conversation, isFailed] { pause(lane, isFailed ? kLongestWait : laneOf(lane).backoff.next()); });
    return isFailed ? fail(turn, conversation, message, why) : Result<void>();
}

Result<void> Outbox::fail(Turn &turn, ConversationId conversation, MessageId id, Errc why)
{
    auto message = m_context.store.messages.find(conversation, id);
    if (!message)
        return message.error();
    if (!*message || (*message)->seq > Seq {})
        return {};
    (*message)->state = chat::DeliveryState::Failed;
    (*message)->failure = why;
    turn.changed(**message);
    turn.touched(conversation);
    return m_context.store.messages.setState(conversation, id, chat::DeliveryState::Failed, why);
}

void Outbox::startOver()
{
    m_lanes.clear();
    m_flights.clear();
    m_awaitingKeys.clear();
    m_allPaused->stop();
    m_window = kWidestWindow;
}

int Outbox::inFlight() const
{
    return int(m_flights.size());
}

Outbox::Lane &Outbox::laneOf(ConversationId conversation)
{
    if (const auto lane = m_lanes.find(conversation); lane != m_lanes.end())
        return lane->second;
    return m_lanes
        .emplace(conversation,
            Lane { LaneState::Paused, {}, 0, Backoff(kFirstWait, kLongestWait, m_context.random),
                m_context.clock.makeTimer([this] { pump(); }) })
        .first->second;
}

void Outbox::pause(ConversationId conversation, Milliseconds delay)
{
    Lane &lane = laneOf(conversation);
    lane.state = LaneState::Paused;
    lane.timer->start(delay);
}

void Outbox::pauseAll(Milliseconds delay)
{
    m_allPaused->start(delay);
}

void Outbox::resume(ConversationId conversation)
{
    const auto lane = m_lanes.find(conversation);
    if (lane != m_lanes.end() && lane->second.state == LaneState::Paused)
        m_lanes.erase(lane);
    pump();
}

} // namespace pc::session
