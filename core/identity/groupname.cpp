// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/groupname.h"

#include "core/mls_public/profile.h"

namespace pc::identity {

crypto::Bytes groupIdOf(ConversationId conversation, quint32 generation)
{
    crypto::Bytes id = crypto::toBytes(conversation.raw().bytes);
    for (int shift = 24; shift >= 0; shift -= 8)
        id.push_back(std::uint8_t(generation >> shift));
    return id;
}

std::optional<quint32> generationOf(crypto::ByteView groupId, ConversationId conversation)
{
    const auto &name = conversation.raw().bytes;
    if (groupId.size() != mls::kGroupIdBytes || !crypto::equal(groupId.first(name.size()), name))
        return std::nullopt;
    quint32 generation = 0;
    for (const std::uint8_t byte : groupId.subspan(name.size()))
        generation = generation << 8 | byte;
    return generation;
}

} // namespace pc::identity
