// SPDX-License-Identifier: GPL-3.0-or-later
// A commit as all can see it: RFC 9420, sections 7.5, 12.4 and 12.4.2, but for what needs a secret. A member decrypts path
// secrets and derives the next epoch between applyCommit() and taking the result for its own.

#pragma once

#include "core/mls_public/proposallist.h"

namespace pc::mls {

/// The committer's path: its leaf and keys are valid and new, fit the tree, and go into it. Errors: those of validateLeaf()
/// and validateSuccessor(), PublicKeyInvalid, PathKeyTaken, PathSecretsWrong, PathLengthWrong, ParentHashWrong,
/// ClientAlreadyMember.
Result<void> applyPath(NextGroup &next, const UpdatePath &path, const Rules &rules);

/// The last of it, with or without a path: the new members fit together, and the context has their tree's hash.
/// Errors: those of validateMembers(), GroupTooLarge.
Result<void> finishCommit(NextGroup &next, const Rules &rules);

/// All of it, for a commit whose signature was checked. Errors: those of resolve(), applyProposals(), applyPath() and
/// finishCommit(), PathMissing.
Result<NextGroup> applyCommit(const RatchetTree &tree, const GroupContext &context, const Sender &committer,
    const Commit &commit, const ProposalsByRef &known, const Rules &rules);

} // namespace pc::mls
