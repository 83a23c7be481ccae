// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/proposalvalidation.h"

#include "core/mls_public/keypackagevalidation.h"

namespace pc::mls {

namespace {

/// One call operator a type of proposal.
struct Judge
{
    const Sender &sender;
    const RatchetTree &tree;
    const GroupContext &context;
    const Rules &rules;

    Result<void> operator()(const Add &add) const
    {
        return validateKeyPackage(add.keyPackage, context.cipherSuite, rules);
    }

    Result<void> operator()(const Update &update) const
    {
        const LeafIndex index = std::get<SenderMember>(sender.content).leafIndex;
        const LeafNode *const before = tree.leaf(index);
        if (!before)
            return Failure::SenderBlank;
        const LeafPlace place { context.groupId, index };
        if (const Result<void> leaf = validateLeaf(update.leafNode, LeafNodeSource::Update, place, rules); !leaf)
            return leaf;
        return validateSuccessor(*before, update.leafNode, rules);
    }

    Result<void> operator()(const Remove &remove) const
    {
        return tree.leaf(remove.removed) ? Result<void>() : Failure::RemovedLeafBlank;
    }

    Result<void> operator()(const PreSharedKey &preSharedKey) const
    {
        const auto *const resumption = std::get_if<ResumptionPsk>(&preSharedKey.psk.content);
        if (resumption && resumption->usage == ResumptionPskUsage::ReInit && rules.beginning != Beginning::ReInit)
            return Failure::PskUsageNotAllowed;
        if (resumption && resumption->usage == ResumptionPskUsage::Branch && rules.beginning != Beginning::Branch)
            return Failure::PskUsageNotAllowed;
        if (preSharedKey.psk.nonce.size() != kHashBytes)
            return Failure::PskNonceLengthWrong;
        return {};
    }

    Result<void> operator()(const ReInit &reInit) const
    {
        return reInit.version >= context.version ? Result<void>() : Failure::ReInitVersionTooLow;
    }

    Result<void> operator()(const ExternalInit &) const { return {}; }

    // Whether all members support what it demands is asked of the members as they will be.
    Result<void> operator()(const GroupContextExtensions &change) const
    {
        if (change.extensions.hasDuplicates())
            return Failure::DuplicateExtension;
        const auto senders = change.extensions.find<ExternalSenders>();
        if (!senders)
            return senders.failure();
        if (*senders && !rules.credentials.acceptsExternalSenders(**senders))
            return Failure::ExternalSendersRefused;
        return {};
    }
};

} // namespace

bool mayPropose(SenderType sender, ProposalType proposal)
{
    switch (sender) {
    case SenderType::Member:
        return proposal != ProposalType::ExternalInit;
    case SenderType::External:
        return proposal != ProposalType::Update && proposal != ProposalType::ExternalInit;
    case SenderType::NewMemberProposal:
        return proposal == ProposalType::Add;
    case SenderType::NewMemberCommit:
        return proposal == ProposalType::ExternalInit || proposal == ProposalType::Remove
            || proposal == ProposalType::Psk;
    }
    return false;
}

Result<void> validateProposal(
    const SentProposal &sent, const RatchetTree &tree, const GroupContext &context, const Rules &rules)
{
    if (!mayPropose(sent.sender.type(), sent.proposal.type()))
        return Failure::ProposalNotForSender;
    const Judge judge { sent.sender, tree, context, rules };
    if (const Result<void> valid = std::visit(judge, sent.proposal.content); !valid)
        return valid;
    if (!rules.proposals.allows(sent, tree, context))
        return Failure::ProposalRefused;
    return {};
}

} // namespace pc::mls
