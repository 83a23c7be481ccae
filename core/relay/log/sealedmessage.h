// SPDX-License-Identifier: GPL-3.0-or-later
// SealedMessage: what the relay reads of a message that it cannot open: the group and epoch that it was sealed in, and the
// commitment of its sender (RFC 9420 section 6.3, the parts in the clear).

#pragma once

#include "core/base/result.h"
#include "core/identity/groupname.h"
#include "core/mls_public/profile.h"
#include "core/relay/keys/franking.h"
#include "core/relay/log/entry.h"

#include <array>

namespace pc::relay::log {

struct SealedMessage
{
    std::array<quint8, mls::kGroupIdBytes> groupId {};
    quint32 generation = 0; ///< Out of the group id.
    quint64 epoch = 0;
    std::array<quint8, keys::kCommitmentBytes> commitment {};
};

/// Error: Invalid, for anything but a PrivateMessage that holds application data, of a group that is named after
/// `conversation`, with a commitment.
Result<SealedMessage> readSealed(QByteArrayView content, ConversationId conversation);

using identity::groupIdOf;

/// The tag of a message in the log.
QByteArray tagOf(const keys::FrankingKeys &keys, const Entry &entry, const SealedMessage &sealed);

} // namespace pc::relay::log
