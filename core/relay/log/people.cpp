// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/people.h"

namespace pc::relay::log {

PeopleTable::PeopleTable(sql::Database &database)
    : m_person(database, "SELECT school, name, role, label FROM people WHERE id = ? AND disabled = 0")
    , m_policy(
          database, "SELECT guardians_may_write_to_guardians, guardians_may_create_groups FROM schools WHERE id = ?")
    , m_staff(database,
          "SELECT 1 FROM members m JOIN people p ON p.id = m.user "
          "WHERE m.conversation = ? AND m.last IS NULL AND p.disabled = 0 AND p.role <> ? LIMIT 1")
{
}

Result<std::optional<people::Person>> PeopleTable::find(UserId user)
{
    auto rows = m_person.query(user);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<people::Person>();
    people::Person person;
    person.id = user;
    person.school = rows->id<SchoolId>(0);
    person.name = rows->text(1);
    person.role = people::Role(rows->number(2));
    person.label = rows->text(3);
    return std::optional(person);
}

Result<people::SchoolPolicy> PeopleTable::policy(SchoolId school)
{
    auto rows = m_policy.query(school);
    if (!rows)
        return rows.error();
    people::SchoolPolicy policy;
    if (rows->next()) {
        policy.guardiansMayWriteToGuardians = rows->flag(0);
        policy.guardiansMayCreateGroups = rows->flag(1);
    }
    return policy;
}

Result<bool> PeopleTable::isStaffIn(qint64 row)
{
    auto rows = m_staff.query(row, people::Role::Guardian);
    if (!rows)
        return rows.error();
    if (rows->next())
        return true;
    if (auto end = rows->finish(); !end)
        return end.error();
    return false;
}

} // namespace pc::relay::log
