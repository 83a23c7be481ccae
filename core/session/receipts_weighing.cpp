// SPDX-License-Identifier: GPL-3.0-or-later
// Receipts: what is made of one that came: whose it is, and of which entry.

#include "core/base/log.h"
#include "core/session/omissions.h"
#include "core/session/receipts.h"

#include <utility>
#include <vector>

namespace pc::session {

Result<Receipts::Worth> Receipts::worthOf(const store::WaitingReceipt &waiting)
{
    const store::ReceiptRow &receipt = waiting.receipt;
    store::Store &store = m_context.store;
    const auto proof = groups::readReceiptProof(waiting.proof);
    if (!proof || !store::isPlausible(receipt.upTo))
        return Worth::Nothing;
    auto here = store.messages.loggedAt(receipt.conversation, receipt.upTo);
    if (!here)
        return here.error();
    if (*here && **here != proof->message)
        return Worth::Nothing; // of another log: before a restore, or one that was shown to them alone
    const auto verdict = m_context.groups.judge(
        { receipt.conversation, receipt.kind, receipt.upTo, proof->message, receipt.user, proof->device }, *proof);
    if (!verdict)
        return verdict.error();
    if (*verdict == groups::ProofVerdict::False)
        return Worth::Nothing;
    if (!*here) {
        auto mayCome = canCome(receipt.conversation, receipt.upTo);
        if (!mayCome)
            return mayCome.error();
        return *mayCome ? Worth::Waits : Worth::Nothing;
    }
    return *verdict == groups::ProofVerdict::Holds ? Worth::Counts : Worth::Waits;
}

/// A message may still show there.
Result<bool> Receipts::canCome(ConversationId conversation, Seq seq)
{
    auto row = m_context.store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row || seq < (*row)->first)
        return false;
    auto isDealtWith = m_context.store.held.contains(conversation, seq);
    if (!isDealtWith)
        return isDealtWith.error();
    return !*isDealtWith;
}

Result<void> Receipts::weigh(Turn &turn, const store::WaitingReceipt &receipt)
{
    auto worth = worthOf(receipt);
    if (!worth)
        return worth.error();
    switch (*worth) {
    case Worth::Counts:
        return countCovered(turn, receipt);
    case Worth::Waits:
        return m_context.store.receipts.wait(receipt);
    case Worth::Nothing:
        qCInfo(lcSession) << "a receipt that nobody gave, in" << receipt.receipt.conversation.raw().toShortString();
        break;
    }
    return {};
}

/// As far as it goes for this account's messages.
Result<void> Receipts::countCovered(Turn &turn, const store::WaitingReceipt &receipt)
{
    store::ReceiptRow counted = receipt.receipt;
    const auto proof = groups::readReceiptProof(receipt.proof);
    if (proof && counted.user != m_context.user()) {
        auto covered = coveredUpTo(m_context, counted.conversation, counted.upTo, proof->before);
        if (!covered)
            return covered.error();
        if (*covered < counted.upTo)
            qCWarning(lcSession) << "somebody confirms beyond a message that they lack, in"
                                 << counted.conversation.raw().toShortString();
        counted.upTo = *covered;
    }
    return count(turn, counted);
}

/// Entries came, or who is who is known better.
Result<void> Receipts::weighWaiting(ConversationId conversation)
{
    store::Store &store = m_context.store;
    auto waiting = store.receipts.waiting(conversation);
    if (!waiting)
        return waiting.error();
    std::vector<store::WaitingReceipt> ripe;
    for (store::WaitingReceipt &one : *waiting) {
        auto mayCome = canCome(conversation, one.receipt.upTo);
        if (!mayCome)
            return mayCome.error();
        if (*mayCome)
            continue; // a signature takes longer to check than this
        auto worth = worthOf(one);
        if (!worth)
            return worth.error();
        if (*worth != Worth::Waits)
            ripe.push_back(std::move(one));
    }
    if (ripe.empty())
        return {};
    return m_context.ledger.write([&](Turn &turn) -> Result<void> {
        for (const store::WaitingReceipt &one : ripe) {
            if (auto ended = store.receipts.endWait(one); !ended)
                return ended;
            if (auto weighed = weigh(turn, one); !weighed)
                return weighed;
        }
        return {};
    });
}

void Receipts::weighAgain(const std::set<ConversationId> &conversations)
{
    std::set<ConversationId> waiting;
    for (const ConversationId conversation : conversations) {
        const auto there = m_context.store.receipts.waiting(conversation);
        if (there && !there->empty())
            waiting.insert(conversation);
    }
    look(waiting);
}

Result<void> Receipts::count(Turn &turn, const store::ReceiptRow &receipt)
{
    store::Store &store = m_context.store;
    if (receipt.revision > Revision {}) {
        if (auto added = store.receipts.add(receipt); !added)
            return added;
    }
    if (auto raised = store.members.raiseMark(receipt.conversation, receipt.user, receipt.kind, receipt.upTo); !raised)
        return raised;
    if (receipt.user == m_context.user())
        return ownElsewhere(turn, receipt);
    return membersChanged(turn, receipt.conversation);
}

} // namespace pc::session
