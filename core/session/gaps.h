// SPDX-License-Identifier: GPL-3.0-or-later
// Gaps: fetches what the relay has and this store has not, the newest conversations first, a few pages at a time so that
// live traffic is never behind history. A conversation is read from its oldest gap on: what is sealed can be opened in the
// log's order only. A hole is filled, explained as expired, or stays a hole
// that is shown; it is never skipped. One conversation's need:
//
//   Wanted ──a page is asked for──▶ Fetching ──answer──▶ Wanted, or gone when nothing is missing
//                                      └──three answers without progress──▶ GivenUp, until the next connection,
//                                                                           until somebody asks for the hole, or
//                                                                           until something else is missing too

#pragma once

#include "core/base/backoff.h"
#include "core/session/context.h"
#include "core/store/range.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace pc::session {

class Receipts;

class Gaps
{
public:
    Gaps(Context &context, Receipts &receipts);

    /// These may have holes, or have them no more. What is new waits a moment: it may only be out of order.
    void look(const std::set<ConversationId> &conversations);

    /// The relay has answered hello: everything missing is fetched from now on.
    void caughtUp();

    /// Somebody looks at this hole: it comes first.
    void fetch(ConversationId conversation, store::Range hole);

    /// Forgets what is under way; fetches nothing until caughtUp().
    void startOver();

    /// As startOver(), but goes on fetching: after a disk that failed, or an entry that could not be taken.
    void restart();

    bool asked(FrameId frame) const { return m_flights.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

    /// Entries that will still be fetched.
    qint64 missing() const;

    /// Something is being fetched, or will be without anybody's doing.
    bool isBusy() const;

private:
    enum class NeedState : quint8 {
        Wanted,
        Fetching,
        GivenUp,
    };

    struct Need
    {
        NeedState state = NeedState::Wanted;
        std::vector<store::Range> gaps;
        std::optional<Revision> receiptsAfter;
        std::optional<store::Range> wished;
        UtcTime activeAt;
        int failures = 0;
    };

    struct Flight
    {
        ConversationId conversation;
        store::Range range;
    };

    void refresh(ConversationId conversation);
    void fill();
    std::map<ConversationId, Need>::iterator mostUrgent();
    void ask(ConversationId conversation, Need &need);
    static store::Range nextRange(const Need &need);

    Result<void> hold(Turn &turn, ConversationId conversation, store::Range range, store::Silence why);
    Result<void> took(Turn &turn, const Flight &flight, const wire::Synced &synced);
    void finished(ConversationId conversation, bool hasProgress);
    void refused(ConversationId conversation, const Error &error, std::optional<Milliseconds> retryAfter);
    void failed(ConversationId conversation);

    Context &m_context;
    Receipts &m_receipts;
    std::map<ConversationId, Need> m_needs;
    std::map<FrameId, Flight> m_flights;
    std::unique_ptr<Timer> m_hold;
    std::unique_ptr<Timer> m_pause;
    Backoff m_backoff;
    bool m_isOpen = false;
};

} // namespace pc::session
