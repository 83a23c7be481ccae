// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/proposallist.h"

#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/signing.h"

#include <algorithm>
#include <set>

namespace pc::mls {

namespace {

using List = std::vector<SentProposal>;

/// All proposals of one type, in their order.
template<typename T>
std::vector<const T *> all(const List &list)
{
    std::vector<const T *> found;
    for (const SentProposal &sent : list)
        if (const auto *const proposal = std::get_if<T>(&sent.proposal.content))
            found.push_back(proposal);
    return found;
}

/// The leaf that a proposal changes or takes out.
std::optional<LeafIndex> changedLeaf(const SentProposal &sent)
{
    if (const auto *const remove = std::get_if<Remove>(&sent.proposal.content))
        return remove->removed;
    const auto *const member = std::get_if<SenderMember>(&sent.sender.content);
    return member && sent.proposal.type() == ProposalType::Update ? std::optional(member->leafIndex) : std::nullopt;
}

Result<void> checkChangedLeaves(const List &list, const Sender &committer)
{
    const auto *const member = std::get_if<SenderMember>(&committer.content);
    std::set<LeafIndex> changed;
    for (const SentProposal &sent : list) {
        const std::optional<LeafIndex> leaf = changedLeaf(sent);
        if (!leaf)
            continue;
        if (member && *leaf == member->leafIndex)
            return sent.proposal.type() == ProposalType::Update ? Failure::UpdateByCommitter
                                                                : Failure::CommitterRemoved;
        if (!changed.insert(*leaf).second)
            return Failure::LeafChangedTwice;
    }
    return {};
}

/// Clients that stay in the group, with what updates make of them.
std::set<Bytes> remainingClients(const RatchetTree &tree, const List &list, const Rules &rules)
{
    std::set<LeafIndex> changed;
    std::set<Bytes> clients;
    for (const SentProposal &sent : list) {
        if (const std::optional<LeafIndex> leaf = changedLeaf(sent))
            changed.insert(*leaf);
        if (const auto *const update = std::get_if<Update>(&sent.proposal.content))
            clients.insert(rules.credentials.clientOf(update->leafNode));
    }
    for (const LeafIndex index : tree.members())
        if (!changed.contains(index))
            clients.insert(rules.credentials.clientOf(*tree.leaf(index)));
    return clients;
}

Result<void> checkAdds(const RatchetTree &tree, const List &list, const Rules &rules)
{
    const std::vector<const Add *> adds = all<Add>(list);
    if (adds.empty())
        return {};
    const std::set<Bytes> present = remainingClients(tree, list, rules);
    std::set<Bytes> added;
    for (const Add *add : adds) {
        const Bytes client = rules.credentials.clientOf(add->keyPackage.leafNode);
        if (!added.insert(client).second)
            return Failure::ClientAddedTwice;
        if (present.contains(client))
            return Failure::ClientAlreadyMember;
    }
    return {};
}

Result<void> checkPreSharedKeys(const List &list)
{
    std::set<Bytes> ids;
    for (const PreSharedKey *proposal : all<PreSharedKey>(list))
        if (!ids.insert(encode(proposal->psk)).second)
            return Failure::PskTwice;
    return {};
}

Result<void> checkList(const RatchetTree &tree, const List &list, const Sender &committer, const Rules &rules)
{
    const bool isExternal = committer.type() == SenderType::NewMemberCommit;
    const std::size_t externalInits = all<ExternalInit>(list).size();
    if (isExternal && externalInits == 0)
        return Failure::ExternalInitMissing;
    if (externalInits > 1)
        return Failure::ExternalInitTwice;
    if (isExternal && all<Remove>(list).size() > 1)
        return Failure::ExternalCommitRemovesTwice;
    if (all<GroupContextExtensions>(list).size() > 1)
        return Failure::GroupContextExtensionsTwice;
    if (!all<ReInit>(list).empty() && list.size() > 1)
        return Failure::ReInitNotAlone;
    if (const Result<void> leaves = checkChangedLeaves(list, committer); !leaves)
        return leaves;
    if (const Result<void> adds = checkAdds(tree, list, rules); !adds)
        return adds;
    return checkPreSharedKeys(list);
}

/// Section 12.4: everything but Add, PreSharedKey and ReInit, and a list of nothing.
bool needsPath(const List &list)
{
    return list.empty() || std::ranges::any_of(list, [](const SentProposal &sent) {
        const ProposalType type = sent.proposal.type();
        return type != ProposalType::Add && type != ProposalType::Psk && type != ProposalType::ReInit;
    });
}

/// Section 12.3, in its order.
void apply(const List &list, NextGroup &next)
{
    for (const auto *change : all<GroupContextExtensions>(list))
        next.context.extensions = change->extensions;
    for (const SentProposal &sent : list) {
        const auto *const update = std::get_if<Update>(&sent.proposal.content);
        if (!update)
            continue;
        next.updated.push_back(std::get<SenderMember>(sent.sender.content).leafIndex);
        next.tree.update(next.updated.back(), update->leafNode);
    }
    for (const auto *remove : all<Remove>(list)) {
        next.tree.remove(remove->removed);
        next.removed.push_back(remove->removed);
    }
    for (const auto *add : all<Add>(list)) {
        next.added.push_back(next.tree.add(add->keyPackage.leafNode));
        next.addedPackages.push_back(refOf(add->keyPackage));
    }
    for (const auto *preSharedKey : all<PreSharedKey>(list))
        next.psks.push_back(preSharedKey->psk);
    for (const auto *init : all<ExternalInit>(list))
        next.kemOutput = init->kemOutput;
    for (const auto *reInit : all<ReInit>(list))
        next.reInit = *reInit;
}

} // namespace

Result<std::vector<SentProposal>> resolve(const Commit &commit, const Sender &committer, const ProposalsByRef &known)
{
    List list;
    for (const ProposalOrRef &entry : commit.proposals) {
        if (const auto *const proposal = std::get_if<Proposal>(&entry.content)) {
            list.push_back({ *proposal, committer });
            continue;
        }
        if (committer.type() == SenderType::NewMemberCommit)
            return Failure::ExternalCommitByReference;
        const auto found = known.find(*std::get_if<ProposalRef>(&entry.content));
        if (found == known.end())
            return Failure::ProposalUnknown;
        list.push_back(found->second);
    }
    return list;
}

Result<NextGroup> applyProposals(const RatchetTree &tree, const GroupContext &context, const Sender &committer,
    const std::vector<SentProposal> &proposals, const Rules &rules)
{
    for (const SentProposal &sent : proposals)
        if (const Result<void> valid = validateProposal(sent, tree, context, rules); !valid)
            return valid.failure();
    if (const Result<void> valid = checkList(tree, proposals, committer, rules); !valid)
        return valid.failure();

    NextGroup next { tree, context, {}, {}, {}, {}, {}, {}, {}, {}, needsPath(proposals) };
    ++next.context.epoch;
    apply(proposals, next);
    // Section 12.4.3.2: who joins from outside takes the place that an Add would have taken.
    const auto *const member = std::get_if<SenderMember>(&committer.content);
    next.committer = member ? member->leafIndex : next.tree.reserveLeaf();
    return next;
}

} // namespace pc::mls
