// SPDX-License-Identifier: GPL-3.0-or-later
// A group as somebody follows it who holds none of its secrets: a relay. Handshake messages travel as PublicMessage, so it can
// check signatures, senders, proposals, paths and trees (RFC 9420, section 12.4.2), and knows who is a member. It cannot check
// membership and confirmation tags, and opens nothing.
//
// A value: each step makes the next group out of this one and a message, or names the check that failed and leaves this
// one as it is.

#pragma once

#include "core/mls_public/commitapplication.h"
#include "core/mls_public/groupinfo.h"
#include "core/mls_public/joining.h"

namespace pc::mls {

struct FollowedCommit;

class PublicGroup
{
public:
    /// From the GroupInfo of any epoch on. Errors: those of treeOf() and validateGroup().
    static Result<PublicGroup> follow(const GroupInfo &groupInfo, const std::optional<TreeNodes> &treeBeside,
        CipherSuiteId suite, const Rules &rules);

    const GroupContext &context() const { return m_context; }
    const RatchetTree &tree() const { return m_tree; }

    /// Of this epoch, not committed yet.
    const ProposalsByRef &proposals() const { return m_proposals; }

    /// A commit of a ReInit was the last one: nothing follows.
    bool hasEnded() const { return m_hasEnded; }

    bool operator==(const PublicGroup &) const = default;

    /// The group that also knows the proposal. The same one again changes nothing. Errors: GroupEnded, NotAProposal,
    /// TooManyProposals, those of authenticate() and validateProposal().
    Result<PublicGroup> afterProposal(const PublicMessage &message, const Rules &rules) const;

    /// The next epoch. `groupInfo` is what the committer sends along for those who join from outside; it must describe exactly
    /// the epoch that this commit begins. Errors: GroupEnded, NotACommit, those of authenticate() and applyCommit(),
    /// GroupInfoDiffers, SignerNotCommitter, those of checkGroupInfoSignature(), of treeOf() where the tree is inside.
    Result<FollowedCommit> afterCommit(
        const PublicMessage &message, const std::optional<GroupInfo> &groupInfo, const Rules &rules) const;

    /// For a store of one's own: with a version, and read back with the tree's hash checked. Errors: UnknownVersion,
    /// TreeHashWrong, those of decode() and fromNodes().
    Bytes serialised() const;
    static Result<PublicGroup> fromSerialised(ByteView bytes);

private:
    PublicGroup(GroupContext context, RatchetTree tree, Bytes interimTranscriptHash);

    GroupContext m_context;
    RatchetTree m_tree;
    Bytes m_interimTranscriptHash;
    ProposalsByRef m_proposals;
    bool m_hasEnded = false;
};

struct FollowedCommit
{
    PublicGroup group;
    NextGroup change; ///< who committed, came, changed and went

    bool operator==(const FollowedCommit &) const = default;
};

} // namespace pc::mls
