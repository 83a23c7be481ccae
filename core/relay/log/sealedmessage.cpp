// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/sealedmessage.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/wire/limits.h"

namespace pc::relay::log {

namespace {

Error refused(const char *why)
{
    return { Errc::Invalid, QString::fromLatin1(why) };
}

} // namespace

mls::Bytes groupIdOf(ConversationId conversation, quint32 generation)
{
    mls::Bytes id = crypto::toBytes(conversation.raw().bytes);
    for (int shift = 24; shift >= 0; shift -= 8)
        id.push_back(std::uint8_t(generation >> shift));
    return id;
}

Result<SealedMessage> readSealed(QByteArrayView content, ConversationId conversation)
{
    mls::Limits limits;
    limits.bytes = wire::kMaxContentBytes;
    auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(content), limits);
    auto *sealed = message ? std::get_if<mls::PrivateMessage>(&message->content) : nullptr;
    if (!sealed || sealed->contentType != mls::ContentType::Application)
        return refused("not a sealed message");
    const mls::Bytes &id = sealed->groupId;
    if (id.size() != mls::kGroupIdBytes || !std::equal(id.begin(), id.begin() + 16, conversation.raw().bytes.begin()))
        return refused("sealed for another conversation");
    if (sealed->authenticatedData.size() != keys::kCommitmentBytes)
        return refused("no commitment");
    SealedMessage read;
    for (std::size_t i = 16; i < id.size(); ++i)
        read.generation = read.generation << 8 | id[i];
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
