// SPDX-License-Identifier: GPL-3.0-or-later
// MLSMessages (RFC 9420, section 6) as far as this room looks into them itself.

#pragma once

#include "core/crypto/qtbytes.h"
#include "core/groups/logentry.h"
#include "core/mls_public/mlsmessage.h"

#include <optional>

namespace pc::groups {

/// One MLSMessage of that kind; nothing for any other bytes.
template<typename Kind>
std::optional<Kind> messageOf(QByteArrayView bytes)
{
    auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(bytes));
    auto *kind = message ? std::get_if<Kind>(&message->content) : nullptr;
    return kind ? std::optional(std::move(*kind)) : std::nullopt;
}

/// Of which generation of the conversation's group the entry speaks: a sealed message or the beginning of a group. Nothing
/// for all else, and for other conversations' groups.
std::optional<quint32> generationIn(const LogEntry &entry);

} // namespace pc::groups
