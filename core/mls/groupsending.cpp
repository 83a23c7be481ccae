// SPDX-License-Identifier: GPL-3.0-or-later
// Group: what a member sends. Proposals (RFC 9420, section 12.1), commits (12.4.1), application data (15).

#include "core/mls/group.h"
#include "core/mls/privateframing.h"
#include "core/mls/proposalchoice.h"
#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

/// Our leaf as it is, with what is to change of it.
LeafNode changedLeaf(
    const LeafNode &before, const std::optional<LeafIdentity> &identity, const crypto::Ed25519Key &signatureKey)
{
    LeafNode leaf = before;
    leaf.signatureKey = crypto::toBytes(signatureKey.publicKey());
    if (identity) {
        leaf.credential = identity->credential;
        leaf.capabilities = identity->capabilities;
        leaf.extensions = identity->extensions;
    }
    return leaf;
}

Bytes messageOf(auto content)
{
    return encode(MlsMessage { ProtocolVersion::Mls10, std::move(content) });
}

std::vector<const KeyPackage *> packagesIn(const std::vector<SentProposal> &proposals)
{
    std::vector<const KeyPackage *> packages;
    for (const SentProposal &sent : proposals)
        if (const auto *const add = std::get_if<Add>(&sent.proposal.content))
            packages.push_back(&add->keyPackage);
    return packages;
}

} // namespace

Effects Group::take(RatchetStep step)
{
    const Effects effects { .nodes = step.begin.has_value(), .proposals = false, .sender = step.sender };
    m_secretTree.take(std::move(step));
    return effects;
}

Result<Outgoing> Group::frame(AuthenticatedContent content, crypto::RandomSource &random)
{
    if (content.wireFormat == WireFormat::PublicMessage)
        return Outgoing {
            messageOf(mls::protect(std::move(content), m_state.context, m_state.secrets.membership.view())), {}
        };
    Result<RatchetStep> step = m_secretTree.next(m_state.own, ratchetFor(content.content.contentType()));
    if (!step)
        return step.failure();
    ReuseGuard guard {};
    random.fill(guard);
    Bytes message = messageOf(sealPrivate(m_state.suite, m_state.secrets, content, *step, guard));
    return Outgoing { std::move(message), take(std::move(*step)) };
}

Result<Outgoing> Group::sendProposal(Proposal proposal, std::optional<OwnUpdate> update, const Rules &rules,
    crypto::RandomSource &random, WireFormat wireFormat, Bytes authenticatedData)
{
    if (m_state.reInit)
        return Failure::GroupEnded;
    if (m_proposals.size() >= rules.mostOpenProposals)
        return Failure::TooManyProposals;
    SentProposal sent { std::move(proposal), Sender { SenderMember { m_state.own } } };
    if (const Result<void> valid = validateProposal(sent, m_state.tree, m_state.context, rules); !valid)
        return valid.failure();
    FramedContent content { m_state.context.groupId, m_state.context.epoch, sent.sender, std::move(authenticatedData),
        sent.proposal };
    AuthenticatedContent signedContent = sign(wireFormat, std::move(content), m_state.context, m_state.signatureKey);
    const ProposalRef ref = refOf(signedContent);
    Result<Outgoing> outgoing = frame(std::move(signedContent), random);
    if (!outgoing)
        return outgoing;
    m_proposals.emplace(ref, std::move(sent));
    if (update)
        m_ownUpdates.emplace(ref, std::move(*update));
    outgoing->effects.proposals = true;
    return outgoing;
}

Result<Outgoing> Group::propose(
    Proposal proposal, const Rules &rules, crypto::RandomSource &random, WireFormat wireFormat, Bytes authenticatedData)
{
    if (proposal.type() == ProposalType::Update)
        return Failure::OwnUpdateUnknown; // its private key would be known to nobody
    return sendProposal(std::move(proposal), std::nullopt, rules, random, wireFormat, std::move(authenticatedData));
}

Result<Outgoing> Group::proposeUpdate(const Rules &rules, crypto::RandomSource &random,
    const std::optional<LeafIdentity> &identity, const crypto::Ed25519Key *signatureKey, WireFormat wireFormat,
    Bytes authenticatedData)
{
    const crypto::Ed25519Key &key = signatureKey ? *signatureKey : m_state.signatureKey;
    OwnUpdate update { crypto::X25519KeyPair::generate(random), key.copy() };
    LeafNode leaf = changedLeaf(*m_state.tree.leaf(m_state.own), identity, key);
    leaf.encryptionKey = crypto::toBytes(update.leafKeys.publicKey);
    leaf.origin = FromUpdate {};
    leaf.signature = signWithLabel(key, label::kLeafNode, toBeSigned(leaf, groupId(), m_state.own));
    return sendProposal(Proposal { Update { std::move(leaf) } }, std::move(update), rules, random, wireFormat,
        std::move(authenticatedData));
}

Result<PendingCommit> Group::commit(
    CommitRequest request, const Rules &rules, crypto::RandomSource &random, const PskSource &psks)
{
    if (m_state.reInit)
        return Failure::GroupEnded;
    const Sender self { SenderMember { m_state.own } };
    std::vector<SentProposal> proposals;
    std::vector<ProposalOrRef> entries;
    for (Proposal &proposal : request.proposals) {
        proposals.push_back({ proposal, self });
        entries.push_back({ std::move(proposal) });
    }
    if (request.takesOpenProposals) {
        for (ProposalRef &ref : chooseProposals(m_state, m_proposals, proposals, rules)) {
            proposals.push_back(m_proposals.at(ref));
            entries.push_back({ std::move(ref) });
        }
    }

    const crypto::Ed25519Key &key = request.signatureKey ? *request.signatureKey : m_state.signatureKey;
    if (request.signatureKey || request.identity)
        request.pathUse = PathUse::Always; // another leaf is shown in a path alone
    const LeafNode &before = *m_state.tree.leaf(m_state.own);
    CommitDraft draft { m_state.suite, m_state.tree, m_state.context, m_state.interimTranscriptHash, self,
        std::move(entries), proposals, changedLeaf(before, request.identity, key), key, m_state.signatureKey,
        m_state.secrets.init, request.pathUse, request.wireFormat, std::move(request.authenticatedData) };
    Result<CommitMade> made = makeCommit(std::move(draft), rules, GroupPsks(m_state, psks), random);
    if (!made)
        return made.failure();

    Group next(stateAfter(*made, m_state.suite, keysAfter(*made, m_state.keys), key));
    PendingCommit pending { {}, {}, next.groupInfo(request.groupInfo), std::move(next), {} };
    if (!made->next.added.empty()) {
        const GroupInfo info
            = makeGroupInfo(pending.next.m_state, { .ratchetTree = request.treeInWelcome, .externalPub = false });
        Result<Welcome> welcome = sealWelcome(m_state.suite, info, *made, packagesIn(proposals), random);
        if (!welcome)
            return welcome.failure();
        pending.welcome = messageOf(std::move(*welcome));
    }
    Result<Outgoing> framed = frame(std::move(made->content), random);
    if (!framed)
        return framed.failure();
    pending.message = std::move(framed->message);
    pending.effects = framed->effects;
    return pending;
}

Result<Outgoing> Group::protect(ByteView data, Bytes authenticatedData, crypto::RandomSource &random)
{
    if (m_state.reInit)
        return Failure::GroupEnded;
    if (!m_proposals.empty())
        return Failure::ProposalsOpen;
    if (data.size() > kMostApplicationBytes)
        return Failure::ApplicationDataTooLarge;
    FramedContent content { m_state.context.groupId, m_state.context.epoch, Sender { SenderMember { m_state.own } },
        std::move(authenticatedData), ApplicationData { crypto::toBytes(data) } };
    return frame(sign(WireFormat::PrivateMessage, std::move(content), m_state.context, m_state.signatureKey), random);
}

} // namespace pc::mls
