// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/people.h"

#include "core/store/rows.h"

namespace pc::store {

People::People(sql::Database &database)
    : m_save(database, "INSERT OR REPLACE INTO people (id, school, name, role, label) VALUES (?, ?, ?, ?, ?)")
    , m_find(database, "SELECT id, school, name, role, label FROM people WHERE id = ?")
{
}

Result<void> People::save(const people::Person &person)
{
    return done(m_save.run(person.id, person.school, person.name, person.role, person.label));
}

Result<std::optional<people::Person>> People::find(UserId user)
{
    return firstRow(m_find.query(user), [](const sql::Rows &row) {
        return people::Person { row.id<UserId>(0), row.id<SchoolId>(1), row.text(2), people::Role(row.number(3)),
            row.text(4) };
    });
}

} // namespace pc::store
