// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/externaljoin.h"

#include "core/mls_public/joining.h"
#include "core/mls_public/publicframing.h"
#include "core/mls_public/transcripthash.h"

#include <algorithm>

namespace pc::mls {

namespace {

Result<GroupInfo> readGroupInfo(ByteView bytes)
{
    Result<MlsMessage> message = decode<MlsMessage>(bytes);
    if (!message)
        return message.failure();
    auto *const groupInfo = std::get_if<GroupInfo>(&message->content);
    if (!groupInfo)
        return Failure::NotAGroupMessage;
    return std::move(*groupInfo);
}

Result<ExternalInitSecret> externalInit(
    const CipherSuite &suite, const GroupInfo &groupInfo, crypto::RandomSource &random)
{
    const auto externalPub = groupInfo.extensions.find<ExternalPub>();
    if (!externalPub)
        return externalPub.failure();
    if (!*externalPub)
        return Failure::ExternalPubMissing;
    auto secret = sendExternalInit(suite, (*externalPub)->externalPub, random);
    if (!secret)
        return Failure::ExternalPubInvalid;
    return std::move(*secret);
}

std::vector<Proposal> proposalsOf(const ExternalJoin &join, Bytes kemOutput)
{
    std::vector<Proposal> proposals { Proposal { ExternalInit { std::move(kemOutput) } } };
    if (join.replaces)
        proposals.push_back({ Remove { *join.replaces } });
    for (const PreSharedKeyId &psk : join.psks)
        proposals.push_back({ PreSharedKey { psk } });
    return proposals;
}

LeafNode leafOf(const ExternalJoin &join)
{
    LeafNode leaf;
    leaf.signatureKey = crypto::toBytes(join.signatureKey.publicKey());
    leaf.credential = join.identity.credential;
    leaf.capabilities = join.identity.capabilities;
    leaf.extensions = join.identity.extensions;
    return leaf;
}

Bytes encodeProposal(const GroupContext &context, Sender sender, Proposal proposal, const crypto::Ed25519Key &key)
{
    FramedContent content { context.groupId, context.epoch, sender, {}, std::move(proposal) };
    AuthenticatedContent signedContent = sign(WireFormat::PublicMessage, std::move(content), context, key);
    return encode(MlsMessage { ProtocolVersion::Mls10, protect(std::move(signedContent), context, {}) });
}

} // namespace

Result<PendingCommit> joinFromOutside(const CipherSuite &suite, ByteView groupInfo, ExternalJoin join,
    const Rules &rules, crypto::RandomSource &random, const PskSource &psks)
{
    const Result<GroupInfo> info = readGroupInfo(groupInfo);
    if (!info)
        return info.failure();
    const GroupContext &context = info->groupContext;
    if (std::ranges::find(join.groupIds, context.groupId) != join.groupIds.end())
        return Failure::GroupIdTaken;
    const Result<RatchetTree> tree = treeOf(*info, join.tree);
    if (!tree)
        return tree.failure();
    if (const Result<void> valid = validateGroup(*info, *tree, suite.id(), rules); !valid)
        return valid.failure();
    if (join.replaces && !tree->leaf(*join.replaces))
        return Failure::JoinerLeafMissing;
    Result<ExternalInitSecret> init = externalInit(suite, *info, random);
    if (!init)
        return init.failure();

    const Sender self { SenderNewMemberCommit {} };
    std::vector<ProposalOrRef> entries;
    std::vector<SentProposal> proposals;
    for (Proposal &proposal : proposalsOf(join, std::move(init->kemOutput))) {
        proposals.push_back({ proposal, self });
        entries.push_back({ std::move(proposal) });
    }
    const Bytes interim = interimTranscriptHash(context.confirmedTranscriptHash, info->confirmationTag);
    CommitDraft draft { suite, *tree, context, interim, self, std::move(entries), std::move(proposals), leafOf(join),
        join.signatureKey, join.signatureKey, init->initSecret, PathUse::Always, WireFormat::PublicMessage,
        std::move(join.authenticatedData) };
    Result<CommitMade> made = makeCommit(std::move(draft), rules, psks, random);
    if (!made)
        return made.failure();
    Group next(stateAfter(*made, suite, keysAfter(*made, {}), join.signatureKey));
    Bytes message = encode(MlsMessage { ProtocolVersion::Mls10, protect(std::move(made->content), context, {}) });
    Bytes nextInfo = next.groupInfo(join.groupInfo);
    return PendingCommit { std::move(message), std::nullopt, std::move(nextInfo), std::move(next), {} };
}

Bytes proposeAsExternalSender(
    const GroupContext &context, std::uint32_t senderIndex, Proposal proposal, const crypto::Ed25519Key &signatureKey)
{
    return encodeProposal(context, Sender { SenderExternal { senderIndex } }, std::move(proposal), signatureKey);
}

Bytes proposeToJoin(const GroupContext &context, const KeyPackageBundle &joiner)
{
    return encodeProposal(
        context, Sender { SenderNewMemberProposal {} }, Proposal { Add { joiner.keyPackage } }, joiner.signatureKey);
}

} // namespace pc::mls
