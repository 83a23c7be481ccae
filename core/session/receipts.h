// SPDX-License-Identifier: GPL-3.0-or-later
// Receipts, both ways. Out: `delivered` follows the cursor and `read` the own read position, never beyond what is
// stored, coalesced to one frame a conversation and kind, again after a reconnect until the relay acknowledged it. In:
// every member's marks merge by maximum; the history has revisions without a gap, so a missing one is seen and fetched.
//
// Both are about the last message of somebody else, whose id the confirming device signs with its place. What comes counts
// when that is a device of the person, and the message the one that stands there in this store; while either is not known it
// waits in the store. So no receipt is applied to a log in which something else was said.

#pragma once

#include "core/session/context.h"

#include <map>
#include <memory>
#include <set>

namespace pc::session {

class Receipts
{
public:
    explicit Receipts(Context &context);

    // In.
    Result<void> incoming(Turn &turn, const wire::Receipt &frame);
    Result<void> membersChanged(Turn &turn, ConversationId conversation);

    /// The relay's history reaches up to here.
    void noteHead(ConversationId conversation, Revision revision);

    /// A sync brought every receipt up to here.
    Result<void> synced(Turn &turn, ConversationId conversation, Revision revision);

    /// From where a sync should ask for receipts; nothing when none are missing.
    std::optional<Revision> missingAfter(ConversationId conversation);

    // Out.
    void markRead(ConversationId conversation, Seq upTo);

    /// Who is who may be known better: what waits for that is looked at soon.
    void weighAgain(const std::set<ConversationId> &conversations);

    /// Cursors may have moved: what is new will be reported soon.
    void look(const std::set<ConversationId> &conversations);

    /// A new connection: whatever the relay has not acknowledged is sent again.
    void connected();

    void startOver();

    /// The relay came back from a backup: receipts have other numbers now than those that were heard of.
    void forgetHeads() { m_heads.clear(); }

    bool asked(FrameId frame) const { return m_flights.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

private:
    struct Flight
    {
        ConversationId conversation;
        chat::ReceiptKind kind = chat::ReceiptKind::Delivered;
        Seq upTo;
    };

    void report();
    Result<void> report(ConversationId conversation);
    Result<void> send(ConversationId conversation, chat::ReceiptKind kind, const store::LoggedAt &last);
    bool isUnderWay(ConversationId conversation, chat::ReceiptKind kind) const;
    Result<void> acknowledged(const Flight &flight);
    Result<void> advance(const wire::Receipt &frame);

    enum class Worth : quint8 { Counts, Waits, Nothing };
    Result<Worth> worthOf(const store::WaitingReceipt &receipt);
    Result<bool> canCome(ConversationId conversation, Seq seq);
    Result<void> weigh(Turn &turn, const store::WaitingReceipt &receipt);
    Result<void> weighWaiting(ConversationId conversation);
    Result<void> countCovered(Turn &turn, const store::WaitingReceipt &receipt);
    Result<void> count(Turn &turn, const store::ReceiptRow &receipt);
    Result<void> ownElsewhere(Turn &turn, const store::ReceiptRow &receipt);

    Context &m_context;
    std::unique_ptr<Timer> m_timer;
    std::set<ConversationId> m_due;
    std::map<FrameId, Flight> m_flights;
    std::map<ConversationId, Revision> m_heads;
};

} // namespace pc::session
