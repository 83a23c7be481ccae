// SPDX-License-Identifier: GPL-3.0-or-later
// Actor: who is asking, as every decision of the relay sees them.

#pragma once

#include "core/base/ids.h"
#include "core/people/person.h"

namespace pc::relay::accounts {

struct Actor
{
    UserId user;
    people::Role role = people::Role::Guardian;
    SchoolId school;
    DeviceId device;

    bool operator==(const Actor &) const = default;
};

} // namespace pc::relay::accounts
