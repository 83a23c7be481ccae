// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: brings own messages to the relay, each conversation's in the order of writing. One message of a conversation
// is under way at a time: were two, the relay could refuse the first (its rate) and take the second. Conversations do
// not wait for each other. A conversation's lane:
//
//              ┌──────────────── timer, retry(), new connection ────────────────┐
//              ▼                                                                │
//   Idle ──oldest row──▶ InFlight ──no answer, or an error that may pass──▶ Paused
//    ▲                     │
//    └──ack or refusal─────┘      a lost connection makes every lane Idle and counts as no attempt
//
// A message is sealed when it goes, for who reads then: while keys are being agreed on (KeyAgreement) its conversation waits,
// which counts as no attempt.
//
// What holds: a row leaves only by the relay's word or its user's; the same id goes with the same bytes each time, but
// after stale_epoch, which proves that the relay kept nothing; a message that failed three times says so, and is
// tried on at the longest interval until it is taken back.

#pragma once

#include "core/base/backoff.h"
#include "core/session/context.h"

#include <map>
#include <memory>
#include <set>

namespace pc::session {

class KeyAgreement;

class Outbox
{
public:
    Outbox(Context &context, KeyAgreement &agreement);

    /// The message is on this disk and in the timeline when this succeeds.
    Result<MessageId> add(ConversationId conversation, const chat::Draft &draft);

    void retry(MessageId message);
    void cancel(MessageId message);

    /// From welcome on. Not before a restored relay was reconciled with: what it forgot goes first.
    void open();
    void close();

    /// Nothing new is sealed before every head of this connection is known: a store that was put back has to notice first.
    void allowSealing();

    /// Messages of this conversation can be sealed now.
    void ready(ConversationId conversation);

    /// Sends what may be sent now.
    void pump();

    /// Forgets what is under way: after a lost connection, or a disk that failed.
    void startOver();

    bool asked(FrameId frame) const { return m_flights.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

    /// The relay has the message at `seq`, however that was learned; also for one that was taken back.
    Result<void> accepted(Turn &turn, ConversationId conversation, MessageId message, Seq seq, UtcTime sentAt);

private:
    enum class LaneState : quint8 {
        InFlight,
        Paused,
    };

    /// Idle conversations have none.
    struct Lane
    {
        LaneState state = LaneState::Paused;
        MessageId message;
        int staleAnswers = 0;
        Backoff backoff;
        std::unique_ptr<Timer> timer;
    };

    chat::Message ownMessage(ConversationId conversation, MessageId id, UtcTime time) const;
    Result<chat::Message> writeOut(Turn &turn, ConversationId conversation, const QString &text);
    Result<void> mayWrite(ConversationId conversation) const;
    std::vector<store::OutboxRow> takeDue();
    Result<void> sealAll(std::vector<store::OutboxRow> &rows);
    Result<std::optional<QByteArray>> seal(Turn &turn, const store::OutboxRow &row);
    Result<void> notSealed(Turn &turn, const store::OutboxRow &row, groups::SealRefusal why);
    void awaitKeys(ConversationId conversation);
    void dispatch(const store::OutboxRow &row);

    Result<void> refused(Turn &turn, ConversationId conversation, MessageId message, const wire::ErrorReply &reply);
    Result<void> attemptFailed(Turn &turn, ConversationId conversation, MessageId message, Errc why);
    Result<void> fail(Turn &turn, ConversationId conversation, MessageId message, Errc why);

    Lane &laneOf(ConversationId conversation);
    void pause(ConversationId conversation, Milliseconds delay);
    void pauseAll(Milliseconds delay);
    void resume(ConversationId conversation);

    Result<void> revive(Turn &turn, const store::OutboxRow &row, Seq seq, UtcTime sentAt);

    Context &m_context;
    KeyAgreement &m_agreement;
    std::map<ConversationId, Lane> m_lanes;
    std::set<ConversationId> m_awaitingKeys;
    std::map<FrameId, std::pair<ConversationId, MessageId>> m_flights;
    std::unique_ptr<Timer> m_allPaused;
    int m_window;
    bool m_isOpen = false;
    bool m_maySeal = false;
};

} // namespace pc::session
