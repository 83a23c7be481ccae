// SPDX-License-Identifier: GPL-3.0-or-later
// What a list of proposals does to a group: RFC 9420, sections 12.2 and 12.3. The one place for it: who makes a commit, who
// receives it and who merely follows the group all come here.

#pragma once

#include "core/mls_public/policy.h"
#include "core/mls_public/ratchettree.h"

#include <map>

namespace pc::mls {

/// Proposals that came in messages of their own, of one epoch.
using ProposalsByRef = std::map<ProposalRef, SentProposal>;

/// The commit's proposals in its order, each with its sender. Errors: ProposalUnknown, ExternalCommitByReference.
Result<std::vector<SentProposal>> resolve(const Commit &commit, const Sender &committer, const ProposalsByRef &known);

/// A group on its way to the next epoch: a copy that proposals and then the path change.
struct NextGroup
{
    RatchetTree tree;
    GroupContext context; ///< of the new epoch, but with the old transcript hash: the provisional one of section 12.4.1
    LeafIndex committer; ///< in the new tree
    std::vector<LeafIndex> added; ///< in the order of their Adds, without a committer who joins by its commit
    std::vector<KeyPackageRef> addedPackages; ///< the key packages of these
    std::vector<LeafIndex> updated;
    std::vector<LeafIndex> removed; ///< as they were numbered before
    std::vector<PreSharedKeyId> psks; ///< in the order of the list
    std::optional<Bytes> kemOutput; ///< of an ExternalInit
    std::optional<ReInit> reInit;
    bool needsPath = true; ///< section 12.4

    bool operator==(const NextGroup &) const = default;
};

/// Validates the list and applies it. The tree's hash is not in the context yet, and what must hold of the new members
/// together is not asked yet: finishCommit() does both. Errors: those of sections 12.1 and 12.2 in failure.h.
Result<NextGroup> applyProposals(const RatchetTree &tree, const GroupContext &context, const Sender &committer,
    const std::vector<SentProposal> &proposals, const Rules &rules);

} // namespace pc::mls
