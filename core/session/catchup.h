// SPDX-License-Identifier: GPL-3.0-or-later
// CatchUp: what a connection's beginning means for the store: welcome, the heads of every conversation, and the rare
// case that the relay came back from a backup and forgot some of what this store holds.
//
//   Away ──welcome──▶ Catching ──last caughtUp──▶ Live ──lost──▶ Away
//            └─another log epoch─▶ Reconciling ──last caughtUp──▶ Live
//
// While Reconciling, entries are let go by: their seqs cannot be told from those of the log that was lost. They are
// fetched once it is known how far the two logs are one.

#pragma once

#include "core/session/context.h"

#include <map>
#include <set>
#include <vector>

namespace pc::session {

class Gaps;
class Receipts;

enum class CatchUpState : quint8 {
    Away,
    Catching,
    Reconciling,
    Live,
};

class CatchUp
{
public:
    CatchUp(Context &context, Gaps &gaps, Receipts &receipts)
        : m_context(context)
        , m_gaps(gaps)
        , m_receipts(receipts)
    {
    }

    CatchUpState state() const { return m_state; }

    Result<void> welcomed(const wire::Welcome &welcome);
    void lost();

    /// Heads of what changed; they may show that something never came. Before the catch-up closes they are kept until then: the
    /// relay tells a head once.
    Result<void> heartbeat(Turn &turn, const wire::Heartbeat &frame);

    /// An entry or a receipt that is let go by, while Reconciling or because the disk refuses: that there is one is remembered,
    /// and it is fetched.
    void goesBy(const wire::Head &head);

    /// The last one closes the catch-up.
    Result<void> caughtUp(const wire::CaughtUp &frame);

    /// The disk takes writes again: closes what it could not close, and keeps the heads that went by meanwhile.
    void resume();

    /// What a conversation is now, by a relay that was restored: what was heard of it above that is no longer so.
    Result<void> describes(const wire::Conversation &state);

    /// Told or made during this connection: its absence from the heads says nothing.
    void mention(ConversationId conversation) { m_mentioned.insert(conversation); }

private:
    Result<void> close();
    Result<void> noteHeads(Turn &turn, const std::vector<wire::Head> &heads);
    Result<void> notePassed(Turn &turn);
    Result<void> markLeft(Turn &turn);
    Result<void> reconcile(Turn &turn);

    Context &m_context;
    Gaps &m_gaps;
    Receipts &m_receipts;
    CatchUpState m_state = CatchUpState::Away;
    Uuid m_epoch;
    std::vector<wire::Head> m_heads;
    std::map<ConversationId, wire::Head> m_kept; ///< Reconciling.
    std::map<ConversationId, wire::Head> m_passed; ///< Heads of what went by, which the relay will not tell again.
    std::set<ConversationId> m_mentioned;
    bool m_allHeads = false;
};

} // namespace pc::session
