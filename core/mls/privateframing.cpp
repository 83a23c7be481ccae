// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/privateframing.h"

#include "core/crypto/padding.h"

#include <algorithm>

namespace pc::mls {

namespace {

/// PrivateContentAAD
Bytes contentAad(const PrivateMessage &message)
{
    Writer out;
    out(message.groupId, message.epoch, message.contentType, message.authenticatedData);
    return std::move(out).bytes();
}

/// SenderDataAAD
Bytes senderDataAad(const PrivateMessage &message)
{
    Writer out;
    out(message.groupId, message.epoch, message.contentType);
    return std::move(out).bytes();
}

Bytes guarded(const WipingBytes &nonce, const ReuseGuard &guard)
{
    Bytes out = crypto::toBytes(nonce.view());
    for (std::size_t i = 0; i < guard.size(); ++i)
        out[i] = static_cast<std::uint8_t>(out[i] ^ guard[i]);
    return out;
}

/// PrivateMessageContent without its padding; `content` holds the alternative that `type` says.
void contentFields(ContentType type, auto &io, auto &content, auto &auth)
{
    std::visit([&io](auto &value) { io(value); }, content);
    FramedContentAuthData::fieldsOf(type, io, auth);
}

void chooseAlternative(ContentType type, FramedContent &content)
{
    switch (type) {
    case ContentType::Application:
        content.content.emplace<ApplicationData>();
        return;
    case ContentType::Proposal:
        content.content.emplace<Proposal>();
        return;
    case ContentType::Commit:
        content.content.emplace<Commit>();
        return;
    }
}

} // namespace

KeyAndNonce senderDataKey(const CipherSuite &suite, ByteView senderDataSecret, ByteView ciphertext)
{
    const ByteView sample = ciphertext.first(std::min(kHashBytes, ciphertext.size()));
    const crypto::HkdfKey secret(senderDataSecret);
    return { expandWithLabel(secret, label::kKey, sample, suite.aead().keyBytes()),
        expandWithLabel(secret, label::kNonce, sample, suite.aead().nonceBytes()) };
}

PrivateMessage sealPrivate(const CipherSuite &suite, const EpochSecrets &secrets, const AuthenticatedContent &content,
    const RatchetStep &step, const ReuseGuard &guard)
{
    const FramedContent &framed = content.content;
    PrivateMessage message { framed.groupId, framed.epoch, framed.contentType(), framed.authenticatedData, {}, {} };

    Writer out;
    contentFields(message.contentType, out, framed.content, content.auth);
    const std::size_t size = out.bytes().size();
    message.ciphertext = std::move(out).bytes();
    const std::size_t padded = crypto::paddedSize(size);
    message.ciphertext.resize(padded + suite.aead().tagBytes(), 0);
    suite.aead().seal(message.ciphertext, ByteView(message.ciphertext).first(padded), contentAad(message),
        guarded(step.key.nonce, guard), step.key.key.view());

    const Bytes senderData = encode(SenderData { step.sender, step.generation, guard });
    const KeyAndNonce key = senderDataKey(suite, secrets.senderData.view(), message.ciphertext);
    message.encryptedSenderData.resize(senderData.size() + suite.aead().tagBytes());
    suite.aead().seal(
        message.encryptedSenderData, senderData, senderDataAad(message), key.nonce.view(), key.key.view());
    return message;
}

Result<SenderData> openSenderData(const CipherSuite &suite, const EpochSecrets &secrets, const PrivateMessage &message)
{
    const ByteView sealed = message.encryptedSenderData;
    if (sealed.size() < suite.aead().tagBytes())
        return Failure::SenderDataUnopened;
    Bytes plain(sealed.size() - suite.aead().tagBytes());
    const KeyAndNonce key = senderDataKey(suite, secrets.senderData.view(), message.ciphertext);
    if (!suite.aead().open(plain, sealed, senderDataAad(message), key.nonce.view(), key.key.view()))
        return Failure::SenderDataUnopened;
    return decode<SenderData>(plain);
}

Result<AuthenticatedContent> openPrivate(
    const CipherSuite &suite, const PrivateMessage &message, const SenderData &sender, const KeyAndNonce &key)
{
    const ByteView sealed = message.ciphertext;
    if (sealed.size() < suite.aead().tagBytes())
        return Failure::ContentUnopened;
    WipingBytes plain(sealed.size() - suite.aead().tagBytes());
    if (!suite.aead().open(
            plain.mutableView(), sealed, contentAad(message), guarded(key.nonce, sender.reuseGuard), key.key.view()))
        return Failure::ContentUnopened;

    AuthenticatedContent content;
    content.wireFormat = WireFormat::PrivateMessage;
    content.content.groupId = message.groupId;
    content.content.epoch = message.epoch;
    content.content.sender.content = SenderMember { sender.leafIndex };
    content.content.authenticatedData = message.authenticatedData;
    chooseAlternative(message.contentType, content.content);
    Reader in(plain.view());
    contentFields(message.contentType, in, content.content.content, content.auth);
    if (const Result<void> read = in.outcome(); !read)
        return read.failure();
    if (!std::ranges::all_of(in.rest(), [](std::uint8_t byte) { return byte == 0; }))
        return Failure::PaddingNotZero;
    return content;
}

} // namespace pc::mls
