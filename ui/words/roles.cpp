// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/words/roles.h"

#include <QCoreApplication>

namespace pc::words {

namespace {

struct RoleWords
{
    Q_DECLARE_TR_FUNCTIONS(pc::words::Roles)
};

constexpr QChar kFirstStrongIsolate(0x2068);
constexpr QChar kPopIsolate(0x2069);

} // namespace

QString roleWord(people::Role role)
{
    switch (role) {
    case people::Role::Guardian:
        return RoleWords::tr("parent or guardian");
    case people::Role::Staff:
        return RoleWords::tr("staff");
    case people::Role::Administrator:
        return RoleWords::tr("administrator");
    }
    return {};
}

QString whatTheyAre(const people::Person &person)
{
    if (person.label.isEmpty())
        return roleWord(person.role);
    return RoleWords::tr("%1 (%2)", "role, then what the school calls them")
        .arg(roleWord(person.role), kFirstStrongIsolate + person.label + kPopIsolate);
}

QString beginning(QString words)
{
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace pc::words
