// SPDX-License-Identifier: GPL-3.0-or-later
// How a Group is stored: one layout a part, each with a version before it. Ours, not the RFC's. What is read back is checked
// as far as it can be: bytes that make no group are refused, whatever they are.

#pragma once

#include "core/mls/commitprocessing.h"
#include "core/mls/secrettree.h"

namespace pc::mls {

WipingBytes encodeState(const GroupState &state);

/// Errors: those of the codec and of RatchetTree::fromNodes(), UnknownStateVersion, StateSuiteWrong, StateInconsistent.
Result<GroupState> decodeState(const CipherSuite &suite, ByteView bytes);

WipingBytes encodeNodes(const SecretTree &tree);
Result<SecretTree::NodeSecrets> decodeNodes(ByteView bytes, std::uint32_t leaves);

WipingBytes encodeSender(const SenderRatchets &ratchets);
Result<SenderRatchets> decodeSender(const CipherSuite &suite, ByteView bytes);

struct StoredProposals
{
    ProposalsByRef proposals;
    OwnUpdates ownUpdates;
};

WipingBytes encodeProposals(const ProposalsByRef &proposals, const OwnUpdates &ownUpdates);
Result<StoredProposals> decodeProposals(ByteView bytes);

} // namespace pc::mls
