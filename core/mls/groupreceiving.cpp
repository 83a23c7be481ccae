// SPDX-License-Identifier: GPL-3.0-or-later
// Group: what others sent. Each message is checked in the order structure, group, epoch, sender, tag or AEAD, signature,
// content (RFC 9420, sections 6 and 12.4.2); only then anything changes.

#include "core/mls/group.h"
#include "core/mls/privateframing.h"
#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

/// A commit bundle is at most this large, and no message is larger.
constexpr Limits kMessageLimits { .bytes = 1U << 20U, .elements = 8'192, .depth = 8 };

} // namespace

Result<AuthenticatedContent> Group::openMessage(PrivateMessage message, std::optional<RatchetStep> &step) const
{
    if (message.groupId != m_state.context.groupId)
        return Failure::GroupIdWrong;
    if (message.epoch != m_state.context.epoch)
        return Failure::EpochWrong;
    const Result<SenderData> sender = openSenderData(m_state.suite, m_state.secrets, message);
    if (!sender)
        return sender.failure();
    if (!m_state.tree.leaf(sender->leafIndex))
        return Failure::SenderBlank;
    if (sender->leafIndex == m_state.own)
        return Failure::OwnMessage;
    Result<RatchetStep> prepared
        = m_secretTree.at(sender->leafIndex, ratchetFor(message.contentType), sender->generation);
    if (!prepared)
        return prepared.failure();
    Result<AuthenticatedContent> content = openPrivate(m_state.suite, message, *sender, prepared->key);
    if (!content)
        return content;
    if (const Result<void> valid = checkSignature(*content, m_state.tree, m_state.context); !valid)
        return valid.failure();
    step = std::move(*prepared);
    return content;
}

Result<Received> Group::process(ByteView message, const Rules &rules, const PskSource &psks)
{
    Result<MlsMessage> decoded = decode<MlsMessage>(message, kMessageLimits);
    if (!decoded)
        return decoded.failure();
    std::optional<RatchetStep> step;
    if (auto *const publicMessage = std::get_if<PublicMessage>(&decoded->content)) {
        Result<AuthenticatedContent> content
            = unprotect(std::move(*publicMessage), m_state.tree, m_state.context, m_state.secrets.membership.view());
        if (!content)
            return content.failure();
        return receive(std::move(*content), std::nullopt, rules, psks);
    }
    if (auto *const privateMessage = std::get_if<PrivateMessage>(&decoded->content)) {
        Result<AuthenticatedContent> content = openMessage(std::move(*privateMessage), step);
        if (!content)
            return content.failure();
        return receive(std::move(*content), std::move(step), rules, psks);
    }
    return Failure::NotAGroupMessage;
}

Result<Received> Group::receive(
    AuthenticatedContent content, std::optional<RatchetStep> step, const Rules &rules, const PskSource &psks)
{
    switch (content.content.contentType()) {
    case ContentType::Application: {
        const auto *const sender = std::get_if<SenderMember>(&content.content.sender.content);
        auto &data = std::get<ApplicationData>(content.content.content).data;
        ReceivedApplication received { sender->leafIndex, std::move(content.content.authenticatedData),
            std::move(data) };
        return Received { std::move(received), take(std::move(*step)) };
    }
    case ContentType::Proposal: {
        Result<Received> received = receiveProposal(std::move(content), rules);
        if (received && step) {
            const bool isNew = received->effects.proposals;
            received->effects = take(std::move(*step));
            received->effects.proposals = isNew;
        }
        return received;
    }
    case ContentType::Commit: {
        Result<CommitTaken> taken = takeCommit(m_state, content, m_proposals, m_ownUpdates, rules, psks);
        if (!taken)
            return taken.failure();
        ReceivedCommit received { content.content.sender, std::move(taken->change), std::nullopt };
        if (taken->next)
            received.next = Group(std::move(*taken->next));
        return Received { std::move(received), {} };
    }
    }
    return Failure::UnknownContentType;
}

Result<Received> Group::receiveProposal(AuthenticatedContent content, const Rules &rules)
{
    ProposalRef ref = refOf(content);
    SentProposal sent { std::move(std::get<Proposal>(content.content.content)), content.content.sender };
    const bool isNew = !m_proposals.contains(ref);
    if (isNew) {
        if (m_proposals.size() >= rules.mostOpenProposals)
            return Failure::TooManyProposals;
        if (const Result<void> valid = validateProposal(sent, m_state.tree, m_state.context, rules); !valid)
            return valid.failure();
        m_proposals.emplace(ref, sent);
    }
    Effects effects;
    effects.proposals = isNew;
    return Received { ReceivedProposal { std::move(ref), std::move(sent) }, effects };
}

} // namespace pc::mls
