// SPDX-License-Identifier: GPL-3.0-or-later
// All that one member knows of a group in one epoch, but for the ratchets of its messages (secrettree.h) and what has been
// proposed (group.h). It changes with commits only, and then as a whole: RFC 9420, sections 8 and 12.4.

#pragma once

#include "core/crypto/ed25519.h"
#include "core/mls/keyschedule.h"
#include "core/mls/psk.h"
#include "core/mls/treekem.h"
#include "core/mls_public/groupinfo.h"
#include "core/mls_public/proposallist.h"

namespace pc::mls {

struct GroupState
{
    CipherSuite suite;
    GroupContext context;
    RatchetTree tree;
    Bytes confirmationTag;
    Bytes interimTranscriptHash;
    EpochSecrets secrets;
    LeafIndex own;
    PrivateKeys keys;
    crypto::Ed25519Key signatureKey;
    std::optional<ReInit> reInit {}; ///< committed: the group is at its end
};

/// A state with the secret that its secret tree grows from.
struct BegunState
{
    GroupState state;
    WipingBytes encryptionSecret;
};

/// What an epoch is derived from (section 8).
struct EpochInputs
{
    WipingBytes init;
    WipingBytes commit;
    WipingBytes psk;
};

/// The epoch that a commit begins.
struct BegunEpoch
{
    GroupContext context;
    Epoch epoch;
    WipingBytes joiner;
    Bytes confirmationTag;
    Bytes interimTranscriptHash;
};

/// `provisional` has the new epoch and tree hash, and the old transcript hash; the commit needs no tag yet.
BegunEpoch beginEpoch(
    GroupContext provisional, ByteView interimBefore, const AuthenticatedContent &commit, const EpochInputs &inputs);

/// A source that also knows the resumption key of this epoch of this group.
class GroupPsks final : public PskSource
{
public:
    GroupPsks(const GroupState &state, const PskSource &others)
        : m_state(state)
        , m_others(others)
    {
    }

    std::optional<WipingBytes> find(const PreSharedKeyId &id) const override;

private:
    const GroupState &m_state;
    const PskSource &m_others;
};

/// Which extensions a GroupInfo carries beside the group's own.
struct GroupInfoContent
{
    bool ratchetTree = false; ///< else the joiner gets the tree from elsewhere
    bool externalPub = true; ///< for who joins by an external commit
};

/// Section 12.4.3, signed by this member.
GroupInfo makeGroupInfo(const GroupState &state, const GroupInfoContent &content);

} // namespace pc::mls
