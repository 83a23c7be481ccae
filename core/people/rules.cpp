// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/people/rules.h"

namespace pc::people {

bool isStaff(Role role)
{
    switch (role) {
    case Role::Guardian:
        return false;
    case Role::Staff:
    case Role::Administrator:
        return true;
    }
    return false;
}

bool mayWriteTo(const Person &from, const Person &to, const SchoolPolicy &policy)
{
    if (from.id == to.id || from.school != to.school)
        return false;
    return isStaff(from.role) || isStaff(to.role) || policy.guardiansMayWriteToGuardians;
}

bool mayCreateGroup(Role role, const SchoolPolicy &policy)
{
    return isStaff(role) || policy.guardiansMayCreateGroups;
}

} // namespace pc::people
