// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/sealedmessage.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/wire/limits.h"

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
    auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(content), limits);
    auto *sealed = message ? std::get_if<mls::PrivateMessage>(&message->content) : nullptr;
    if (!sealed || sealed->contentType != mls::ContentType::Application)
        return refused("not a sealed message");
    const auto generation = identity::generationOf(sealed->groupId, conversation);
    if (!generation)
        return refused("sealed for another conversation");
    if (sealed->authenticatedData.size() != keys::kCommitmentBytes)
        return refused("no commitment");
    SealedMessage read;
    read.generation = *generation;
    read.groupId = std::move(sealed->groupId);
    read.epoch = sealed->epoch;
    read.commitment = std::move(sealed->authenticatedData);
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
