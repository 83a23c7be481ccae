// SPDX-License-Identifier: GPL-3.0-or-later
// KeyAgreement: brings each conversation's group to where a message can be sealed for everybody in it, and keeps it there:
// whoever left is taken out, whoever came is added, keys are renewed. What is to be done is core/groups' to say; this asks
// the relay for what it takes, one thing at a time a conversation, a few conversations at a time.
//
//            ┌────────────────── backoff, a lease's wait, a grace ──────────────────┐
//            ▼                                                                      │
//   Due ──needs()──▶ Asking (Welcome ▸ lease ▸ packages or group info ▸ change) ──answer──▶ Due
//    │                  └── no answer: the change stays in the store, and is sent again as it is
//    └──nothing to do──▶ ready: the outbox may seal
//
// Where somebody's devices are in doubt (core/trust) nothing is ready, until a person confirms them; their lists are asked for
// again now and then, since a doubt may also pass by itself.
//
// A group is created by who made the conversation, by who wants to write or has it open, and for a class by its staff; others
// wait for that. Open only while the connection has shown every head: before, a group may not be what it looks like.

#pragma once

#include "core/base/backoff.h"
#include "core/session/context.h"
#include "core/session/groupcheck.h"
#include "core/session/peerlists.h"
#include "core/session/welcomes.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace pc::session {

class KeyAgreement
{
public:
    using Ready = std::function<void(ConversationId)>;

    KeyAgreement(Context &context, Welcomes &welcomes, GroupCheck &check, PeerLists &lists);

    /// `ready` is called when messages of a conversation can be sealed.
    void onReady(Ready ready) { m_ready = std::move(ready); }

    void open();
    void close();

    /// Forgets what is under way, and goes on: after a disk that failed.
    void restart();

    /// Whether everybody who should read is there, and nobody else, as far as this device knows.
    bool isReady(ConversationId conversation) const { return m_settled.contains(conversation); }

    /// Somebody wants to write there, or looks at it: it should become ready.
    void want(ConversationId conversation);

    /// Its people or its group changed: what was known of it may be no longer so.
    void look(ConversationId conversation);

    /// More of its log is here.
    void logged(ConversationId conversation);

    bool asked(FrameId frame) const { return m_flights.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

private:
    enum class Step : quint8 {
        Lease,
        Packages,
        GroupInfo,
        Change,
    };

    /// A conversation with something to do.
    struct Task
    {
        MonoTime due;
        std::optional<MonoTime> joinAfter; ///< Until then a Welcome may come.
        std::optional<MonoTime> lookAgain; ///< Somebody in it is in doubt, whose list may say something else by then.
        bool isAsking = false;
        bool hasLease = false;
        bool hasAskedWelcome = false;
        int packageTries = 0;
        Backoff backoff;
    };

    struct Flight
    {
        ConversationId conversation;
        Step step = Step::Lease;
        MessageId change; ///< Step::Change.
        std::vector<UserId> users; ///< Step::Packages, and a Change that they came of.
    };

    // keyagreement.cpp: when.
    Task &taskOf(ConversationId conversation);
    void scheduleAll();
    void arm();
    void run();
    void step(ConversationId conversation);
    Result<groups::Need> needOf(ConversationId conversation);
    void beginAnew(ConversationId conversation);
    void put(ConversationId conversation, Milliseconds delay);
    void retry(ConversationId conversation);
    void checkAccounts(ConversationId conversation, const std::vector<UserId> &users);
    void stopForDoubt(ConversationId conversation, const std::vector<UserId> &users);
    void settled(ConversationId conversation);
    bool mayBeginAnew(ConversationId conversation) const;
    bool mayCreate(ConversationId conversation) const;
    Milliseconds jitter(Milliseconds most);

    // keyagreement_steps.cpp: what.
    void create(ConversationId conversation, quint32 generation = 0);
    void settle(ConversationId conversation);
    void join(ConversationId conversation);
    void commit(ConversationId conversation, const groups::Need &need);
    bool needsLease(ConversationId conversation) const;
    void takeLease(ConversationId conversation);
    void claim(ConversationId conversation, const std::vector<UserId> &users);
    std::vector<UserId> claimable(ConversationId conversation, const std::vector<UserId> &users) const;
    void make(ConversationId conversation, const std::vector<UserId> &users,
        const std::function<Result<groups::Either<groups::HandshakeDraft, groups::DraftRefusal>>()> &prepare);
    void send(const groups::HandshakeDraft &draft, const std::vector<UserId> &users);
    void ask(ConversationId conversation, wire::KeysOp op, Step step, const std::vector<UserId> &users = {});

    Result<void> acked(Turn &turn, const Flight &flight, const wire::Ack &ack);
    Result<void> accepted(Turn &turn, const Flight &flight, const wire::Ack &ack);
    Result<void> refused(Turn &turn, const Flight &flight, const link::Answer &answer);
    Result<void> changeRefused(Turn &turn, const Flight &flight, const Error &error);
    void giveUpOn(const Flight &flight);
    void packagesCame(const Flight &flight, const std::vector<QByteArray> &packages);
    void joinFromOutside(ConversationId conversation, const std::vector<QByteArray> &groupInfoAndTree);
    void absent(ConversationId conversation);

    Context &m_context;
    Welcomes &m_welcomes;
    GroupCheck &m_check;
    PeerLists &m_lists;
    Ready m_ready;
    std::map<ConversationId, Task> m_tasks;
    std::map<FrameId, Flight> m_flights;
    std::set<ConversationId> m_settled;
    std::set<ConversationId> m_behind; ///< Their logs go on beyond what is here: looked at when more of it came.
    std::set<ConversationId> m_wanted;
    std::map<std::pair<ConversationId, UserId>, MonoTime> m_claimed; ///< Until then there is no use in asking again.
    std::unique_ptr<Timer> m_timer;
    bool m_isOpen = false;
};

} // namespace pc::session
