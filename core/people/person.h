// SPDX-License-Identifier: GPL-3.0-or-later
// Persons as both sides know them: who somebody is in a school, never how they sign in.

#pragma once

#include "core/base/ids.h"

#include <QString>

#include <vector>

namespace pc::people {

enum class Role : quint8 {
    Guardian,
    Staff,
    Administrator,
};

struct Person
{
    UserId id;
    SchoolId school;
    QString name; ///< Foreign text: show it as plain text only.
    Role role = Role::Guardian;
    QString label; ///< What the school calls them: "Teacher, 3B", "Mother of Mateo"; may be empty.

    bool operator==(const Person &) const = default;
};

/// Who signs what a school does as such, such as making a class: the school's own id, which no person has.
inline UserId schoolAsUser(SchoolId school)
{
    return UserId { school.raw() };
}

/// One page of a school's directory; `next` is empty on the last one.
struct DirectoryPage
{
    std::vector<Person> people;
    QString next;
};

} // namespace pc::people
