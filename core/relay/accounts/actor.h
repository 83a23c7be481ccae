// SPDX-License-Identifier: GPL-3.0-or-later
// Actor: who asks: what a verified access token says, joined with what the roster knows at this moment. A value; made by
// Roster only.

#pragma once

#include "core/base/ids.h"
#include "core/people/rules.h"

namespace pc::relay::accounts {

struct Actor
{
    UserId user;
    DeviceId device;
    SchoolId school;
    people::Role role = people::Role::Guardian;
    people::SchoolPolicy policy; ///< Of their school.

    bool operator==(const Actor &) const = default;
};

} // namespace pc::relay::accounts
