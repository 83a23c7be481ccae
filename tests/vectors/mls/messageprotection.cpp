// SPDX-License-Identifier: GPL-3.0-or-later
// message-protection.json: a proposal, a commit and application data in both framings, given ones and own ones. The sender
// is leaf 1 of a tree of two.

#include "core/mls/privateframing.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/publicframing.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

constexpr LeafIndex kSender { 1 };

struct World
{
    CipherSuite suite;
    GroupContext context;
    EpochSecrets secrets;
    crypto::Ed25519Key key;
    RatchetTree tree;
    Bytes encryptionSecret;

    SecretTree secretTree() const { return { suite, 2, WipingBytes::copyOf(encryptionSecret) }; }
};

World worldOf(const QJsonObject &vector, const CipherSuite &suite)
{
    LeafNode leaf;
    leaf.signatureKey = bytesOf(vector[u"signature_pub"]);
    RatchetTree tree(leaf);
    tree.add(leaf);
    World world { suite, {}, {}, *crypto::Ed25519Key::fromSeed(bytesOf(vector[u"signature_priv"])), std::move(tree),
        bytesOf(vector[u"encryption_secret"]) };
    world.context.cipherSuite = suite.id();
    world.context.groupId = bytesOf(vector[u"group_id"]);
    world.context.epoch = static_cast<std::uint64_t>(vector[u"epoch"].toInteger());
    world.context.treeHash = bytesOf(vector[u"tree_hash"]);
    world.context.confirmedTranscriptHash = bytesOf(vector[u"confirmed_transcript_hash"]);
    world.secrets.senderData = WipingBytes::copyOf(bytesOf(vector[u"sender_data_secret"]));
    world.secrets.membership = WipingBytes::copyOf(bytesOf(vector[u"membership_key"]));
    return world;
}

Result<AuthenticatedContent> openPublicMessage(const World &world, const Bytes &bytes)
{
    Result<MlsMessage> message = decode<MlsMessage>(bytes);
    auto *const content = message ? std::get_if<PublicMessage>(&message->content) : nullptr;
    if (!content)
        return Failure::UnknownWireFormat;
    return unprotect(std::move(*content), world.tree, world.context, world.secrets.membership.view());
}

Result<AuthenticatedContent> openPrivateMessage(const World &world, const Bytes &bytes)
{
    const Result<MlsMessage> message = decode<MlsMessage>(bytes);
    const auto *const sealed = message ? std::get_if<PrivateMessage>(&message->content) : nullptr;
    if (!sealed)
        return Failure::UnknownWireFormat;
    const Result<SenderData> sender = openSenderData(world.suite, world.secrets, *sealed);
    if (!sender)
        return sender.failure();
    const auto step = world.secretTree().at(sender->leafIndex, ratchetFor(sealed->contentType), sender->generation);
    if (!step)
        return step.failure();
    Result<AuthenticatedContent> content = openPrivate(world.suite, *sealed, *sender, step->key);
    if (!content)
        return content;
    if (const Result<void> valid = checkSignature(*content, world.tree, world.context); !valid)
        return valid.failure();
    return content;
}

AuthenticatedContent ownContent(const World &world, const FramedContent &given, WireFormat format)
{
    FramedContent content { world.context.groupId, world.context.epoch, Sender { SenderMember { kSender } },
        crypto::toBytes(crypto::bytesOf("aad")), given.content };
    AuthenticatedContent signedContent = sign(format, std::move(content), world.context, world.key);
    if (signedContent.content.contentType() == ContentType::Commit)
        signedContent.auth.confirmationTag = Bytes(kHashBytes, 5);
    return signedContent;
}

Bytes sealOwn(const World &world, const AuthenticatedContent &content)
{
    if (content.wireFormat == WireFormat::PublicMessage)
        return encode(
            MlsMessage { ProtocolVersion::Mls10, protect(content, world.context, world.secrets.membership.view()) });
    const auto step = world.secretTree().next(kSender, ratchetFor(content.content.contentType()));
    return encode(
        MlsMessage { ProtocolVersion::Mls10, sealPrivate(world.suite, world.secrets, content, *step, { 1, 2, 3, 4 }) });
}

/// What is in the message, when it is the given content.
bool holds(const Result<AuthenticatedContent> &opened, const Bytes &expected)
{
    if (!opened || !(opened->content.sender == Sender { SenderMember { kSender } }))
        return false;
    if (const auto *const data = std::get_if<ApplicationData>(&opened->content.content))
        return data->data == expected;
    if (const auto *const proposal = std::get_if<Proposal>(&opened->content.content))
        return encode(*proposal) == expected;
    return encode(std::get<Commit>(opened->content.content)) == expected;
}

} // namespace

Outcome runMessageProtection(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    const World world = worldOf(vector, *suite);
    for (const char *const kind : { "proposal", "commit", "application" }) {
        const QString name = QString::fromLatin1(kind);
        const Bytes expected = bytesOf(vector[name]);
        const auto fromPrivate = openPrivateMessage(world, bytesOf(vector[name + QStringLiteral("_priv")]));
        if (!holds(fromPrivate, expected))
            return failed(kind);
        const AuthenticatedContent ownPrivate = ownContent(world, fromPrivate->content, WireFormat::PrivateMessage);
        if (!holds(openPrivateMessage(world, sealOwn(world, ownPrivate)), expected))
            return failed(kind);
        if (fromPrivate->content.contentType() == ContentType::Application)
            continue;
        if (!holds(openPublicMessage(world, bytesOf(vector[name + QStringLiteral("_pub")])), expected))
            return failed(kind);
        const AuthenticatedContent ownPublic = ownContent(world, fromPrivate->content, WireFormat::PublicMessage);
        if (!holds(openPublicMessage(world, sealOwn(world, ownPublic)), expected))
            return failed(kind);
    }
    return passed();
}

} // namespace pc::test
