// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/publicgroup.h"

#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/transcripthash.h"

namespace pc::mls {

namespace {

constexpr std::uint8_t kFormat = 1;

struct StoredProposal
{
    ProposalRef ref;
    SentProposal sent;

    static void fields(auto &io, auto &self) { io(self.ref, self.sent.proposal, self.sent.sender); }
};

/// What a serialised group holds behind its version.
struct Stored
{
    GroupContext context;
    TreeNodes tree;
    Bytes interimTranscriptHash;
    std::vector<StoredProposal> proposals;
    std::uint8_t hasEnded = 0;

    static void fields(auto &io, auto &self)
    {
        io(self.context, self.tree, self.interimTranscriptHash, self.proposals, self.hasEnded);
        io.check(self.hasEnded <= 1, Failure::PresenceInvalid);
    }
};

/// Whether the GroupInfo beside a commit is one of the epoch that it begins.
Result<void> checkBundled(const GroupInfo &groupInfo, const NextGroup &next, ByteView confirmationTag)
{
    if (groupInfo.groupContext != next.context || !crypto::equal(groupInfo.confirmationTag, confirmationTag))
        return Failure::GroupInfoDiffers;
    if (groupInfo.signer != next.committer)
        return Failure::SignerNotCommitter;
    if (const Result<void> signature = checkGroupInfoSignature(groupInfo, next.tree); !signature)
        return signature;
    if (!groupInfo.extensions.find(ExtensionType::RatchetTree))
        return {};
    const Result<RatchetTree> inside = treeOf(groupInfo, std::nullopt);
    if (!inside)
        return inside.failure();
    return *inside == next.tree ? Result<void>() : Failure::TreeHashWrong;
}

} // namespace

PublicGroup::PublicGroup(GroupContext context, RatchetTree tree, Bytes interimTranscriptHash)
    : m_context(std::move(context))
    , m_tree(std::move(tree))
    , m_interimTranscriptHash(std::move(interimTranscriptHash))
{
}

Result<PublicGroup> PublicGroup::follow(
    const GroupInfo &groupInfo, const std::optional<TreeNodes> &treeBeside, CipherSuiteId suite, const Rules &rules)
{
    Result<RatchetTree> tree = treeOf(groupInfo, treeBeside);
    if (!tree)
        return tree.failure();
    if (const Result<void> valid = validateGroup(groupInfo, *tree, suite, rules); !valid)
        return valid.failure();
    const GroupContext &context = groupInfo.groupContext;
    return PublicGroup(
        context, std::move(*tree), interimTranscriptHash(context.confirmedTranscriptHash, groupInfo.confirmationTag));
}

Result<PublicGroup> PublicGroup::afterProposal(const PublicMessage &message, const Rules &rules) const
{
    if (m_hasEnded)
        return Failure::GroupEnded;
    const auto *const proposal = std::get_if<Proposal>(&message.content.content);
    if (!proposal)
        return Failure::NotAProposal;
    const Result<AuthenticatedContent> content = authenticate(message, m_tree, m_context);
    if (!content)
        return content.failure();
    const SentProposal sent { *proposal, message.content.sender };
    if (const Result<void> valid = validateProposal(sent, m_tree, m_context, rules); !valid)
        return valid.failure();
    PublicGroup next = *this;
    next.m_proposals.insert_or_assign(refOf(*content), sent);
    if (next.m_proposals.size() > rules.mostOpenProposals)
        return Failure::TooManyProposals;
    return next;
}

Result<FollowedCommit> PublicGroup::afterCommit(
    const PublicMessage &message, const std::optional<GroupInfo> &groupInfo, const Rules &rules) const
{
    if (m_hasEnded)
        return Failure::GroupEnded;
    const auto *const commit = std::get_if<Commit>(&message.content.content);
    if (!commit)
        return Failure::NotACommit;
    const Result<AuthenticatedContent> content = authenticate(message, m_tree, m_context);
    if (!content)
        return content.failure();
    Result<NextGroup> next = applyCommit(m_tree, m_context, message.content.sender, *commit, m_proposals, rules);
    if (!next)
        return next.failure();
    const Bytes &tag = content->auth.confirmationTag;
    next->context.confirmedTranscriptHash = confirmedTranscriptHash(m_interimTranscriptHash, *content);
    if (groupInfo)
        if (const Result<void> valid = checkBundled(*groupInfo, *next, tag); !valid)
            return valid.failure();
    PublicGroup group(
        next->context, next->tree, mls::interimTranscriptHash(next->context.confirmedTranscriptHash, tag));
    group.m_hasEnded = next->reInit.has_value();
    return FollowedCommit { std::move(group), std::move(*next) };
}

Bytes PublicGroup::serialised() const
{
    Stored stored { m_context, m_tree.nodes(), m_interimTranscriptHash, {}, static_cast<std::uint8_t>(m_hasEnded) };
    for (const auto &[ref, sent] : m_proposals)
        stored.proposals.push_back({ ref, sent });
    Writer out;
    out(kFormat, stored);
    return std::move(out).bytes();
}

Result<PublicGroup> PublicGroup::fromSerialised(ByteView bytes)
{
    if (bytes.empty() || bytes.front() != kFormat)
        return Failure::UnknownVersion;
    Result<Stored> stored = decode<Stored>(bytes.subspan(1));
    if (!stored)
        return stored.failure();
    Result<RatchetTree> tree = RatchetTree::fromNodes(std::move(stored->tree));
    if (!tree)
        return tree.failure();
    if (!crypto::equal(tree->treeHash(), stored->context.treeHash))
        return Failure::TreeHashWrong;
    PublicGroup group(std::move(stored->context), std::move(*tree), std::move(stored->interimTranscriptHash));
    for (StoredProposal &proposal : stored->proposals)
        group.m_proposals.emplace(std::move(proposal.ref), std::move(proposal.sent));
    group.m_hasEnded = stored->hasEnded == 1;
    return group;
}

} // namespace pc::mls
