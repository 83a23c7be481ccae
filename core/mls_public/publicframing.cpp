// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/publicframing.h"

#include "core/crypto/hkdf.h"
#include "core/crypto/wipingbytes.h"
#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

bool knowsTheGroup(const Sender &sender)
{
    return sender.type() == SenderType::Member || sender.type() == SenderType::NewMemberCommit;
}

void writeToBeSigned(Writer &out, WireFormat wireFormat, const FramedContent &content, const GroupContext &context)
{
    out(ProtocolVersion::Mls10, wireFormat, content);
    if (knowsTheGroup(content.sender))
        out(context);
}

bool maySend(SenderType sender, ContentType content)
{
    switch (sender) {
    case SenderType::Member:
        return true;
    case SenderType::External:
    case SenderType::NewMemberProposal:
        return content == ContentType::Proposal;
    case SenderType::NewMemberCommit:
        return content == ContentType::Commit;
    }
    return false;
}

} // namespace

Bytes toBeSigned(WireFormat wireFormat, const FramedContent &content, const GroupContext &context)
{
    Writer out;
    writeToBeSigned(out, wireFormat, content, context);
    return std::move(out).bytes();
}

AuthenticatedContent sign(
    WireFormat wireFormat, FramedContent content, const GroupContext &context, const crypto::Ed25519Key &key)
{
    Bytes signature = signWithLabel(key, label::kFramedContent, toBeSigned(wireFormat, content, context));
    return { wireFormat, std::move(content), { std::move(signature), {} } };
}

Bytes membershipTag(ByteView membershipKey, const AuthenticatedContent &content, const GroupContext &context)
{
    Writer out;
    writeToBeSigned(out, content.wireFormat, content.content, context);
    FramedContentAuthData::fieldsOf(content.content.contentType(), out, content.auth);
    return crypto::toBytes(crypto::hmacSha256(membershipKey, out.bytes()));
}

PublicMessage protect(AuthenticatedContent content, const GroupContext &context, ByteView membershipKey)
{
    Bytes tag;
    if (content.content.sender.type() == SenderType::Member)
        tag = membershipTag(membershipKey, content, context);
    return { std::move(content.content), std::move(content.auth), std::move(tag) };
}

AuthenticatedContent contentOf(PublicMessage message)
{
    return { WireFormat::PublicMessage, std::move(message.content), std::move(message.auth) };
}

Result<void> checkAddressed(const FramedContent &content, const GroupContext &context)
{
    if (content.groupId != context.groupId)
        return Failure::GroupIdWrong;
    if (content.epoch != context.epoch)
        return Failure::EpochWrong;
    const SenderType sender = content.sender.type();
    if (!maySend(sender, content.contentType()))
        return Failure::ContentNotForSender;
    const auto *const proposal = std::get_if<Proposal>(&content.content);
    if (proposal && !mayPropose(sender, proposal->type()))
        return Failure::ProposalNotForSender;
    return {};
}

Result<ByteView> signatureKeyOf(const FramedContent &content, const RatchetTree &tree, const ExternalSenders &senders)
{
    if (const auto *const member = std::get_if<SenderMember>(&content.sender.content)) {
        const LeafNode *const leaf = tree.leaf(member->leafIndex);
        if (!leaf)
            return Failure::SenderBlank;
        return ByteView(leaf->signatureKey);
    }
    if (const auto *const external = std::get_if<SenderExternal>(&content.sender.content)) {
        if (external->senderIndex >= senders.senders.size())
            return Failure::SenderIndexUnknown;
        return ByteView(senders.senders[external->senderIndex].signatureKey);
    }
    if (const auto *const proposal = std::get_if<Proposal>(&content.content))
        if (const auto *const add = std::get_if<Add>(&proposal->content))
            return ByteView(add->keyPackage.leafNode.signatureKey);
    const auto *const commit = std::get_if<Commit>(&content.content);
    if (!commit || !commit->path)
        return Failure::PathMissing;
    return ByteView(commit->path->leafNode.signatureKey);
}

Result<void> checkSignature(const AuthenticatedContent &content, const RatchetTree &tree, const GroupContext &context)
{
    if (const Result<void> addressed = checkAddressed(content.content, context); !addressed)
        return addressed;
    const auto senders = context.extensions.find<ExternalSenders>();
    if (!senders)
        return senders.failure();
    const ExternalSenders list = senders->value_or(ExternalSenders {});
    const Result<ByteView> key = signatureKeyOf(content.content, tree, list);
    if (!key)
        return key.failure();
    const Bytes message = toBeSigned(content.wireFormat, content.content, context);
    if (!verifyWithLabel(*key, label::kFramedContent, message, content.auth.signature))
        return Failure::SignatureInvalid;
    return {};
}

Result<AuthenticatedContent> authenticate(PublicMessage message, const RatchetTree &tree, const GroupContext &context)
{
    if (message.content.contentType() == ContentType::Application)
        return Failure::ApplicationDataPublic;
    AuthenticatedContent content = contentOf(std::move(message));
    if (const Result<void> valid = checkSignature(content, tree, context); !valid)
        return valid.failure();
    return content;
}

Result<AuthenticatedContent> unprotect(
    PublicMessage message, const RatchetTree &tree, const GroupContext &context, ByteView membershipKey)
{
    if (message.content.contentType() == ContentType::Application)
        return Failure::ApplicationDataPublic;
    // In this order (group, epoch, tag, signature) nothing is computed for who is no member.
    if (const Result<void> addressed = checkAddressed(message.content, context); !addressed)
        return addressed.failure();
    if (message.content.sender.type() == SenderType::Member) {
        const Bytes tag = std::move(message.membershipTag);
        AuthenticatedContent content = contentOf(message);
        if (!crypto::equalSecrets(tag, membershipTag(membershipKey, content, context)))
            return Failure::MembershipTagWrong;
    }
    return authenticate(std::move(message), tree, context);
}

} // namespace pc::mls
