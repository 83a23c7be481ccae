// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/people/rolename.h"

namespace pc::people {

using namespace Qt::StringLiterals;

QString roleName(Role role)
{
    switch (role) {
    case Role::Guardian:
        return u"guardian"_s;
    case Role::Staff:
        return u"staff"_s;
    case Role::Administrator:
        return u"administrator"_s;
    }
    return {};
}

std::optional<Role> roleFromName(QStringView name)
{
    for (const auto role : { Role::Guardian, Role::Staff, Role::Administrator }) {
        if (name == roleName(role))
            return role;
    }
    return std::nullopt;
}

} // namespace pc::people
