// SPDX-License-Identifier: GPL-3.0-or-later
// Pure rules about who may do what with whom. The relay enforces them, the client offers only what they allow.

#pragma once

#include "core/people/person.h"

namespace pc::people {

/// What a school decided for itself.
struct SchoolPolicy
{
    bool guardiansMayWriteToGuardians = false;
    bool guardiansMayCreateGroups = false;

    bool operator==(const SchoolPolicy &) const = default;
};

bool isStaff(Role role);

/// May `from` start a conversation with `to`? Never with oneself, never across schools.
bool mayWriteTo(const Person &from, const Person &to, const SchoolPolicy &policy);

/// May somebody of this role make a group conversation?
bool mayCreateGroup(Role role, const SchoolPolicy &policy);

} // namespace pc::people
