// SPDX-License-Identifier: GPL-3.0-or-later
// Group: how one comes to be, what it shows, and how it is stored.

#include "core/mls/group.h"

#include "core/mls/statecodec.h"
#include "core/mls_public/leafvalidation.h"
#include "core/mls_public/transcripthash.h"

#include <cassert>

namespace pc::mls {

Group::Group(GroupState state, SecretTree secretTree, ProposalsByRef proposals, OwnUpdates ownUpdates)
    : m_state(std::move(state))
    , m_secretTree(std::move(secretTree))
    , m_proposals(std::move(proposals))
    , m_ownUpdates(std::move(ownUpdates))
{
}

Group::Group(BegunState begun)
    : m_state(std::move(begun.state))
    , m_secretTree(m_state.suite, m_state.tree.leafCount(), std::move(begun.encryptionSecret))
{
}

Result<Group> Group::create(const CipherSuite &suite, Bytes groupId, Extensions extensions,
    const KeyPackageBundle &creator, const Rules &rules, crypto::RandomSource &random)
{
    const LeafNode &leaf = creator.keyPackage.leafNode;
    if (const Result<void> valid = validateLeaf(leaf, LeafNodeSource::KeyPackage, {}, rules); !valid)
        return valid.failure();
    RatchetTree tree(leaf);
    GroupContext context;
    context.cipherSuite = suite.id();
    context.groupId = std::move(groupId);
    context.treeHash = crypto::toBytes(tree.treeHash());
    context.extensions = std::move(extensions);
    if (context.extensions.hasDuplicates())
        return Failure::DuplicateExtension;
    if (const Result<void> valid = validateMembers(tree, context); !valid)
        return valid.failure();

    Epoch epoch = epochOf(random.secret(kHashBytes).view());
    Bytes tag = confirmationTag(epoch.secrets, context.confirmedTranscriptHash);
    Bytes interim = interimTranscriptHash(context.confirmedTranscriptHash, tag);
    GroupState state { suite, std::move(context), std::move(tree), std::move(tag), std::move(interim),
        std::move(epoch.secrets), {}, PrivateKeys { creator.leafKeys.copy(), {} }, creator.signatureKey.copy() };
    return Group(BegunState { std::move(state), std::move(epoch.encryption) });
}

Result<Group> Group::join(
    const CipherSuite &suite, ByteView welcome, const JoinInputs &inputs, const Rules &rules, const PskSource &psks)
{
    const Result<MlsMessage> message = decode<MlsMessage>(welcome);
    if (!message)
        return message.failure();
    const auto *const content = std::get_if<Welcome>(&message->content);
    if (!content)
        return Failure::NotAGroupMessage;
    Result<BegunState> begun = joinByWelcome(suite, *content, inputs, rules, psks);
    if (!begun)
        return begun.failure();
    return Group(std::move(*begun));
}

std::vector<MemberView> Group::members() const
{
    std::vector<MemberView> views;
    for (const LeafIndex index : m_state.tree.members())
        views.push_back({ index, m_state.tree.leaf(index) });
    return views;
}

WipingBytes Group::exportSecret(std::string_view label, ByteView context, std::size_t length) const
{
    return mls::exportSecret(m_state.secrets, label, context, length);
}

Bytes Group::groupInfo(const GroupInfoContent &content) const
{
    return encode(MlsMessage { ProtocolVersion::Mls10, makeGroupInfo(m_state, content) });
}

GroupParts Group::parts() const
{
    GroupParts parts { epochPart(), nodesPart(), {}, proposalsPart() };
    for (const auto &[leaf, ratchets] : m_secretTree.senders())
        parts.senders.emplace(leaf, encodeSender(ratchets));
    return parts;
}

WipingBytes Group::epochPart() const
{
    return encodeState(m_state);
}

WipingBytes Group::nodesPart() const
{
    return encodeNodes(m_secretTree);
}

WipingBytes Group::senderPart(LeafIndex sender) const
{
    const auto known = m_secretTree.senders().find(sender);
    assert(known != m_secretTree.senders().end());
    return encodeSender(known->second);
}

WipingBytes Group::proposalsPart() const
{
    return encodeProposals(m_proposals, m_ownUpdates);
}

Result<Group> Group::restore(const CipherSuite &suite, const GroupParts &parts)
{
    Result<GroupState> state = decodeState(suite, parts.epoch.view());
    if (!state)
        return state.failure();
    const std::uint32_t leaves = state->tree.leafCount();
    Result<SecretTree::NodeSecrets> nodes = decodeNodes(parts.nodes.view(), leaves);
    if (!nodes)
        return nodes.failure();
    SecretTree::Senders senders;
    for (const auto &[leaf, part] : parts.senders) {
        Result<SenderRatchets> ratchets = decodeSender(suite, part.view());
        if (!ratchets)
            return ratchets.failure();
        if (!state->tree.leaf(leaf))
            return Failure::StateInconsistent;
        senders.emplace(leaf, std::move(*ratchets));
    }
    Result<StoredProposals> proposals = decodeProposals(parts.proposals.view());
    if (!proposals)
        return proposals.failure();
    return Group(std::move(*state), SecretTree(suite, leaves, std::move(*nodes), std::move(senders)),
        std::move(proposals->proposals), std::move(proposals->ownUpdates));
}

} // namespace pc::mls
