// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the open proposals a committer takes along: RFC 9420, section 12.4, wants all that are valid and make a valid list
// (12.2), preferring removals. What cannot be together with the rest stays out, so that nobody can keep a group from
// committing by what he proposes.

#pragma once

#include "core/mls/groupstate.h"

namespace pc::mls {

/// `own` is what the committer commits by value; it stands in any case.
std::vector<ProposalRef> chooseProposals(
    const GroupState &state, const ProposalsByRef &open, const std::vector<SentProposal> &own, const Rules &rules);

} // namespace pc::mls
