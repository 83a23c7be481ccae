// SPDX-License-Identifier: GPL-3.0-or-later
// Whether one proposal is valid by itself: RFC 9420, section 12.1, and who may send it (12.1.8). Whether a list of them is,
// proposallist.h says.

#pragma once

#include "core/mls_public/leafvalidation.h"

namespace pc::mls {

/// Whether a sender of this type may send a proposal of that type, in whatever way.
bool mayPropose(SenderType sender, ProposalType proposal);

/// In the group as it is before any proposal of the epoch. The sender is known to be one, see publicframing.h. Errors:
/// those of section 12.1 in failure.h, and those of validateKeyPackage(), validateLeaf() and validateSuccessor().
Result<void> validateProposal(
    const SentProposal &sent, const RatchetTree &tree, const GroupContext &context, const Rules &rules);

} // namespace pc::mls
