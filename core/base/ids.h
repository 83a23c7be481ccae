// SPDX-License-Identifier: GPL-3.0-or-later
// The ids that client and relay share. All are 128-bit and random or UUIDv7; counters exist only where one
// row lock hands them out (Seq).

#pragma once

#include "core/base/strongid.h"
#include "core/base/uuid.h"

#include <optional>

namespace pc {

using ConversationId = StrongId<struct ConversationTag, Uuid>;
using MessageId = StrongId<struct MessageTag, Uuid>;
using UserId = StrongId<struct UserTag, Uuid>;
using DeviceId = StrongId<struct DeviceTag, Uuid>;
using SchoolId = StrongId<struct SchoolTag, Uuid>;
using FrameId = StrongId<struct FrameTag, Uuid>;

/// Place of a durable frame in its conversation: 1, 2, 3 … with no gap; 0 means "before the first".
using Seq = StrongId<struct SeqTag, qint64>;

/// Place of a receipt in its conversation's receipt history: 1, 2, 3 …; 0 means "none yet".
using Revision = StrongId<struct RevisionTag, qint64>;

constexpr Seq next(Seq seq)
{
    return Seq { seq.raw() + 1 };
}

constexpr Seq previous(Seq seq)
{
    return Seq { seq.raw() - 1 };
}

template<typename Id>
std::optional<Id> idFromBytes(QByteArrayView bytes)
{
    if (const auto raw = Uuid::fromBytes(bytes))
        return Id { *raw };
    return std::nullopt;
}

template<typename Id>
std::optional<Id> idFromString(QStringView text)
{
    if (const auto raw = Uuid::fromString(text))
        return Id { *raw };
    return std::nullopt;
}

} // namespace pc
