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

} // namespace

Outbox::Outbox(Context &context, KeyAgreement &agreement)
    : m_context(context)
    , m_agreement(agreement)
    , m_allPaused(context.clock.makeTimer([this] { pump(); }))
    , m_window(kWidestWindow)
{
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
    int room = m_window - int(m_flights.size());
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
    chat::Message message = ownMessage(row.conversation, row.message, sentAt);
    message.content = std::move(*content);
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
