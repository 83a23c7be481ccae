// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks: what a verified access token says, joined with what the school allows. A value; made by accounts only.

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
    people::SchoolPolicy policy;

    bool operator==(const Actor &) const = default;
};

} // namespace pc::relay::accounts
