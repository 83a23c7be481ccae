// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/sealedmessage.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace pc::relay::log {

namespace {

Error refused(const char *why)
{
    return { Errc::Invalid, QString::fromLatin1(why) };
}

} // namespace

Result<SealedMessage> readSealed(QByteArrayView content, ConversationId conversation)
{
    mls::Limits limits;
    limits.bytes = wire::kMaxContentBytes;
    const auto message = mls::decode<mls::PrivateMessageView>(crypto::viewOf(content), limits);
    if (!message || message->content.contentType != mls::ContentType::Application)
        return refused("not a sealed message");
    const auto &sealed = message->content;
    SealedMessage read;
    const auto generation = identity::generationOf(sealed.groupId, conversation);
    if (!generation)
        return refused("sealed for another conversation");
    if (sealed.authenticatedData.size() != read.commitment.size())
        return refused("no commitment");
    read.generation = *generation;
    std::ranges::copy(sealed.groupId, read.groupId.begin());
    read.epoch = sealed.epoch;
    std::ranges::copy(sealed.authenticatedData, read.commitment.begin());
    return read;
}

QByteArray tagOf(const keys::FrankingKeys &keys, const Entry &entry, const SealedMessage &sealed)
{
    return keys.tag({ .groupId = sealed.groupId,
        .epoch = sealed.epoch,
        .commitment = sealed.commitment,
        .seq = entry.seq,
        .sentAt = entry.sentAt,
        .user = entry.sender,
        .device = entry.device,
        .content = entry.body });
}

} // namespace pc::relay::log
