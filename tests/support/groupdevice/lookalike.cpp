// SPDX-License-Identifier: GPL-3.0-or-later

#include "lookalike.h"

#include "core/crypto/qtbytes.h"
#include "core/identity/groupname.h"
#include "core/mls_public/mlsmessage.h"

namespace pc::test {

QByteArray lookalike(ConversationId conversation, quint64 epoch, const QByteArray &inside, quint32 generation)
{
    mls::PrivateMessage sealed;
    sealed.groupId = identity::groupIdOf(conversation, generation);
    sealed.epoch = epoch;
    sealed.contentType = mls::ContentType::Application;
    sealed.authenticatedData = mls::Bytes(32, 0xc0);
    sealed.encryptedSenderData = mls::Bytes(28, 0x5d);
    sealed.ciphertext = crypto::toBytes(crypto::viewOf(inside));
    mls::MlsMessage message;
    message.content = std::move(sealed);
    return crypto::toByteArray(mls::encode(message));
}

QByteArray insideOf(const QByteArray &content)
{
    const auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(content));
    const auto *sealed = message ? std::get_if<mls::PrivateMessage>(&message->content) : nullptr;
    return sealed ? crypto::toByteArray(sealed->ciphertext) : QByteArray();
}

} // namespace pc::test
