// SPDX-License-Identifier: GPL-3.0-or-later
// The ways into a group, and of speaking to it, without being a member: external commits (RFC 9420, section 12.4.3.2) and
// external proposals (section 12.1.8).

#pragma once

#include "core/mls/group.h"

namespace pc::mls {

struct ExternalJoin
{
    const LeafIdentity &identity;
    const crypto::Ed25519Key &signatureKey;
    std::optional<TreeNodes> tree {}; ///< where the GroupInfo does not carry it
    std::optional<LeafIndex> replaces {}; ///< resync: our former leaf, which the commit removes
    std::vector<PreSharedKeyId> psks {};
    std::span<const Bytes> groupIds {}; ///< of the groups that this client is in
    Bytes authenticatedData {};
    GroupInfoContent groupInfo {}; ///< of the next epoch's
};

/// A commit by which one joins, and the group that it leads to; `groupInfo` is an encoded MLSMessage. Whether the GroupInfo
/// is the group's latest only its log can say. Errors: NotAGroupMessage, GroupIdTaken, ExternalPubMissing,
/// ExternalPubInvalid, JoinerLeafMissing, those of validateGroup() and makeCommit().
Result<PendingCommit> joinFromOutside(const CipherSuite &suite, ByteView groupInfo, ExternalJoin join,
    const Rules &rules, crypto::RandomSource &random, const PskSource &psks = noPsks());

/// A proposal of somebody whom the group's external_senders name at `senderIndex`; an encoded MLSMessage.
Bytes proposeAsExternalSender(
    const GroupContext &context, std::uint32_t senderIndex, Proposal proposal, const crypto::Ed25519Key &signatureKey);

/// A request to be added; an encoded MLSMessage.
Bytes proposeToJoin(const GroupContext &context, const KeyPackageBundle &joiner);

} // namespace pc::mls
