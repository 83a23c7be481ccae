// SPDX-License-Identifier: GPL-3.0-or-later
// Taking somebody else's commit: RFC 9420, section 12.4.2, from where its signature has been checked. What all can see of it
// is applyCommit() in core/mls_public; here is what needs our secrets.

#pragma once

#include "core/mls/groupstate.h"

namespace pc::mls {

/// The private half of an Update that we proposed.
struct OwnUpdate
{
    crypto::X25519KeyPair leafKeys;
    crypto::Ed25519Key signatureKey;
};
using OwnUpdates = std::map<ProposalRef, OwnUpdate>;

struct CommitTaken
{
    NextGroup change; ///< what it did to the tree
    std::optional<BegunState> next; ///< nothing when it removed us
};

/// Errors: OwnCommit, OwnUpdateUnknown, ExternalInitInvalid, ConfirmationTagWrong, those of applyCommit(), openPath() and
/// pskSecret().
Result<CommitTaken> takeCommit(const GroupState &state, const AuthenticatedContent &content,
    const ProposalsByRef &known, const OwnUpdates &ownUpdates, const Rules &rules, const PskSource &psks);

} // namespace pc::mls
