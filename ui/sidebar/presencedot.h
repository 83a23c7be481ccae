// SPDX-License-Identifier: GPL-3.0-or-later
// Presence as the dot that an avatar shows.

#pragma once

#include "core/people/presence.h"
#include "ui/style/avatar.h"

namespace pc::sidebar {

inline style::PresenceDot dotOf(people::PresenceStatus status)
{
    switch (status) {
    case people::PresenceStatus::Offline:
        return style::PresenceDot::None;
    case people::PresenceStatus::Away:
        return style::PresenceDot::Away;
    case people::PresenceStatus::Online:
        return style::PresenceDot::Online;
    }
    return style::PresenceDot::None;
}

} // namespace pc::sidebar
