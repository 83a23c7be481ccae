// SPDX-License-Identifier: GPL-3.0-or-later
// How a conversation's group is called (RFC 9420, group_id): conversation (16) ‖ how often it was begun anew (u32,
// big-endian).

#pragma once

#include "core/base/ids.h"
#include "core/crypto/bytes.h"

#include <optional>

namespace pc::identity {

crypto::Bytes groupIdOf(ConversationId conversation, quint32 generation);

/// Nothing when it is no group of that conversation.
std::optional<quint32> generationOf(crypto::ByteView groupId, ConversationId conversation);

} // namespace pc::identity
