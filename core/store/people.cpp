// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/people.h"

#include "core/store/rows.h"

namespace pc::store {

People::People(sql::Database &database)
    : m_save(database, "INSERT OR REPLACE INTO people (id, school, name, role, label) VALUES (?, ?, ?, ?, ?)")
    , m_find(database, "SELECT id, school, name, role, label FROM people WHERE id = ?")
    , m_knownAs(database, "SELECT name, role FROM known_names WHERE user = ?")
    , m_saveKnownAs(database, "INSERT OR REPLACE INTO known_names (user, name, role) VALUES (?, ?, ?)")
    , m_forgetKnownAs(database, "DELETE FROM known_names WHERE user = ?")
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

Result<std::optional<KnownAs>> People::knownAs(UserId user)
{
    return firstRow(m_knownAs.query(user), [](const sql::Rows &row) {
        return KnownAs { row.text(0), people::Role(row.number(1)) };
    });
}

Result<void> People::saveKnownAs(UserId user, const KnownAs &known)
{
    return done(m_saveKnownAs.run(user, known.name, known.role));
}

Result<void> People::forgetKnownAs(UserId user)
{
    return done(m_forgetKnownAs.run(user));
}

} // namespace pc::store
