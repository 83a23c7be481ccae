// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <optional>

namespace pc::people {

enum class PresenceStatus : quint8 {
    Offline,
    Away,
    Online,
};

struct Presence
{
    PresenceStatus status = PresenceStatus::Offline;
    std::optional<UtcTime> lastSeen; ///< Set when offline and known; the relay's clock.

    bool operator==(const Presence &) const = default;
};

} // namespace pc::people
