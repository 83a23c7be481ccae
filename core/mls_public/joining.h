// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a GroupInfo with a tree is to be believed: RFC 9420, sections 12.4.3 and 12.4.3.1, but for what needs a secret.
// Asked by who joins, by a Welcome or from outside, and by a relay that begins to follow a group.

#pragma once

#include "core/mls_public/groupinfo.h"
#include "core/mls_public/policy.h"
#include "core/mls_public/ratchettree.h"

namespace pc::mls {

/// The tree inside, else the one beside. Errors: TreeMissing, those of decode() and fromNodes().
Result<RatchetTree> treeOf(const GroupInfo &groupInfo, const std::optional<TreeNodes> &beside);

/// The signature of the member that `signer` names. Errors: SignerBlank, GroupInfoSignatureInvalid.
Result<void> checkGroupInfoSignature(const GroupInfo &groupInfo, const RatchetTree &tree);

/// All of it, in the order of the section: suite, signature, tree hash, unmerged leaves, parent hashes, each leaf, all members
/// together. Errors: GroupSuiteWrong, TreeHashWrong, GroupTooLarge, and those of the functions named here and in
/// treevalidation.h and leafvalidation.h.
Result<void> validateGroup(
    const GroupInfo &groupInfo, const RatchetTree &tree, CipherSuiteId suite, const Rules &rules);

} // namespace pc::mls
