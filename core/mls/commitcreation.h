// SPDX-License-Identifier: GPL-3.0-or-later
// Making a commit: RFC 9420, section 12.4.1, for members and for who joins from outside (12.4.3.2). What it does to the group
// is computed where receivers compute it, in core/mls_public. Nothing of the old epoch changes.

#pragma once

#include "core/mls/groupstate.h"

namespace pc::mls {

/// A path gives forward secrecy for those who are gone and heals the committer; a commit that only adds may do without.
enum class PathUse : std::uint8_t {
    Always,
    WhereRequired,
};

/// Whose commit it is, and all that goes into it.
struct CommitDraft
{
    const CipherSuite &suite;
    const RatchetTree &tree; ///< this and the next two: the old epoch's
    const GroupContext &context;
    ByteView interimTranscriptHash;
    Sender committer;
    std::vector<ProposalOrRef> entries;
    std::vector<SentProposal> proposals; ///< the entries, resolved
    LeafNode leaf; ///< what the committer will show, without key, origin and signature
    const crypto::Ed25519Key &leafSignatureKey; ///< the one that `leaf` shows
    const crypto::Ed25519Key &signatureKey; ///< the one that the group knows so far
    const WipingBytes &initSecret;
    PathUse pathUse = PathUse::Always;
    WireFormat wireFormat = WireFormat::PublicMessage;
    Bytes authenticatedData;
};

struct CommitMade
{
    AuthenticatedContent content; ///< with its confirmation tag
    NextGroup next;
    std::optional<FreshPath> path;
    BegunEpoch begun;
    WipingBytes pskSecret;
};

/// Errors: those of applyProposals(), sealPath(), finishCommit() and pskSecret().
Result<CommitMade> makeCommit(
    CommitDraft draft, const Rules &rules, const PskSource &psks, crypto::RandomSource &random);

/// The committer's keys after it.
PrivateKeys keysAfter(const CommitMade &made, const PrivateKeys &before);

/// The committer's state after it. Takes the epoch's secrets out of `made`; all else stays, for the Welcome.
BegunState stateAfter(
    CommitMade &made, const CipherSuite &suite, PrivateKeys keys, const crypto::Ed25519Key &signatureKey);

} // namespace pc::mls
