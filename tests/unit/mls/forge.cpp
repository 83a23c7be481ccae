// SPDX-License-Identifier: GPL-3.0-or-later

#include "forge.h"

#include "core/mls/privateframing.h"
#include "core/mls/statecodec.h"
#include "core/mls_public/publicframing.h"

#include <algorithm>

namespace pc::test {

using namespace mls;

GroupState stateOf(const Group &group)
{
    return sure(decodeState(productSuite(), group.epochPart().view()));
}

SecretTree secretTreeOf(const Group &group)
{
    const GroupParts parts = group.parts();
    const std::uint32_t leaves = group.tree().leafCount();
    SecretTree::Senders senders;
    for (const auto &[leaf, part] : parts.senders)
        senders.emplace(leaf, sure(decodeSender(productSuite(), part.view())));
    return { productSuite(), leaves, sure(decodeNodes(parts.nodes.view(), leaves)), std::move(senders) };
}

CommitMade madeBy(Crowd &crowd, const GroupState &state, std::vector<Proposal> proposals, PathUse pathUse,
    const PskSource &psks, const Rules &rules)
{
    const Sender self { SenderMember { state.own } };
    std::vector<ProposalOrRef> entries;
    std::vector<SentProposal> sent;
    for (const Proposal &proposal : proposals) {
        entries.push_back({ proposal });
        sent.push_back({ proposal, self });
    }
    CommitDraft draft { state.suite, state.tree, state.context, state.interimTranscriptHash, self, std::move(entries),
        std::move(sent), *state.tree.leaf(state.own), state.signatureKey, state.signatureKey, state.secrets.init,
        pathUse, WireFormat::PublicMessage, {} };
    return sure(makeCommit(std::move(draft), rules, psks, crowd.random()));
}

Bytes framed(const GroupState &state, AuthenticatedContent content)
{
    AuthenticatedContent again
        = sign(content.wireFormat, std::move(content.content), state.context, state.signatureKey);
    again.auth.confirmationTag = std::move(content.auth.confirmationTag);
    return encoded(protect(std::move(again), state.context, state.secrets.membership.view()));
}

Commit &commitIn(CommitMade &made)
{
    return std::get<Commit>(made.content.content.content);
}

namespace {

struct Place
{
    std::size_t node = 0;
    std::size_t recipient = 0;
    NodeIndex key;
};

Place placeOf(const CommitMade &made, const GroupState &reader)
{
    const NextGroup &next = made.next;
    const std::vector<NodeIndex> path = next.tree.filteredDirectPath(next.committer);
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!isBelow(nodeOf(reader.own), path[i]))
            continue;
        const std::vector<NodeIndex> recipients = next.tree.copathResolution(path[i], next.committer, next.added);
        for (std::size_t j = 0; j < recipients.size(); ++j)
            if (reader.keys.find(reader.own, recipients[j]))
                return { i, j, recipients[j] };
    }
    stop("no secret for this reader", {});
}

} // namespace

HpkeCiphertext &secretFor(CommitMade &made, const GroupState &reader)
{
    const Place place = placeOf(made, reader);
    return commitIn(made).path->nodes[place.node].encryptedPathSecret[place.recipient];
}

void resealSecret(Crowd &crowd, CommitMade &made, const GroupState &reader, ByteView secret)
{
    const Place place = placeOf(made, reader);
    const auto agreement = encryptionFor(reader.suite, label::kUpdatePathNode, encode(made.next.context));
    secretFor(made, reader)
        = *encryptWithLabel(agreement, made.next.tree.encryptionKey(place.key), secret, crowd.random());
}

PrivateMessage privateMessage(
    Crowd &crowd, const GroupState &state, LeafIndex sender, std::uint32_t generation, std::string_view text)
{
    FramedContent content { state.context.groupId, state.context.epoch, Sender { SenderMember { sender } }, {},
        ApplicationData { crypto::toBytes(crypto::bytesOf(text)) } };
    const AuthenticatedContent signedContent
        = sign(WireFormat::PrivateMessage, std::move(content), state.context, state.signatureKey);
    RatchetStep step;
    step.sender = sender;
    step.generation = generation;
    step.key = { crowd.random().secret(state.suite.aead().keyBytes()),
        crowd.random().secret(state.suite.aead().nonceBytes()) };
    return sealPrivate(state.suite, state.secrets, signedContent, step, {});
}

std::optional<Failure> refusal(Group &group, const Bytes &message, const PskSource &psks)
{
    const Bytes before = storedBytes(group);
    const auto result = group.process(message, openRules(), psks);
    if (result || storedBytes(group) != before)
        return std::nullopt;
    return result.failure();
}

} // namespace pc::test
