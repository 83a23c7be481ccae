// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/peoplestore.h"

#include "core/relay/accounts/cursor.h"
#include "core/relay/accounts/username.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

Error noneOfThem()
{
    return { Errc::NotFound, QStringLiteral("no such person or school") };
}

Result<void> onePersonOrSchool(const Result<int> &changed)
{
    if (!changed)
        return changed.error();
    if (*changed != 1)
        return noneOfThem();
    return {};
}

/// Columns: id, school, name, role, label.
people::Person personFrom(const sql::Rows &rows)
{
    return { rows.id<UserId>(0), rows.id<SchoolId>(1), rows.text(2), people::Role(rows.number(3)), rows.text(4) };
}

/// Columns: the above, then user_name, disabled, last_seen.
PersonRecord recordFrom(const sql::Rows &rows)
{
    return { personFrom(rows), rows.text(5), rows.flag(6), rows.optionalTime(7) };
}

School schoolFrom(const sql::Rows &rows)
{
    return { rows.id<SchoolId>(0), rows.text(1), { rows.flag(2), rows.flag(3) }, rows.number(4) };
}

/// The last column says whether the row is the one that was asked for: one that is not costs the same time.
Result<std::optional<Credentials>> credentialsFrom(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    std::optional<Credentials> found;
    bool isAskedFor = false;
    if (rows->next()) {
        found = Credentials { rows->id<UserId>(0), rows->id<SchoolId>(1), rows->bytes(2), rows->flag(3) };
        isAskedFor = rows->flag(4);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return isAskedFor ? found : std::nullopt;
}

/// A row beyond `limit` was asked for: it tells that there is a next page, and goes.
template<typename T, typename PersonOf>
Page<T> cutPage(std::vector<T> items, int limit, PersonOf personOf)
{
    Page<T> page { std::move(items), {} };
    if (int(page.items.size()) > limit) {
        page.items.resize(size_t(limit));
        const people::Person &last = personOf(page.items.back());
        page.next = writeCursor({ foldForSearch(last.name), last.id.raw() });
    }
    return page;
}

} // namespace

Result<void> PeopleStore::addSchool(const School &school, UtcTime now)
{
    sql::Statement insert(m_database,
        "INSERT INTO schools (id, name, guardians_may_write_to_guardians, guardians_may_create_groups, created) "
        "VALUES (?, ?, ?, ?, ?)");
    return onePersonOrSchool(insert.run(school.id, school.name, school.policy.guardiansMayWriteToGuardians,
        school.policy.guardiansMayCreateGroups, now));
}

Result<void> PeopleStore::setPolicy(SchoolId school, const people::SchoolPolicy &policy)
{
    sql::Statement update(m_database,
        "UPDATE schools SET guardians_may_write_to_guardians = ?, guardians_may_create_groups = ? WHERE id = ?");
    return onePersonOrSchool(update.run(policy.guardiansMayWriteToGuardians, policy.guardiansMayCreateGroups, school));
}

Result<void> PeopleStore::setRetention(SchoolId school, int days)
{
    sql::Statement update(m_database, "UPDATE schools SET retention_days = ? WHERE id = ?");
    return onePersonOrSchool(update.run(days, school));
}

Result<std::vector<School>> PeopleStore::schools()
{
    sql::Statement select(m_database,
        "SELECT id, name, guardians_may_write_to_guardians, guardians_may_create_groups, retention_days FROM schools "
        "ORDER BY name, id");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    std::vector<School> schools;
    while (rows->next())
        schools.push_back(schoolFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return schools;
}

Result<School> PeopleStore::school(SchoolId school)
{
    sql::Statement select(m_database,
        "SELECT id, name, guardians_may_write_to_guardians, guardians_may_create_groups, retention_days FROM schools "
        "WHERE id = ?");
    auto rows = select.query(school);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return noneOfThem();
    return schoolFrom(*rows);
}

Result<void> PeopleStore::addPerson(const people::Person &person, UtcTime now)
{
    sql::Statement insert(m_database,
        "INSERT INTO people (id, school, name, search_name, search_text, role, label, created) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    const QString searchText = foldForSearch(person.name + u'\n' + person.label);
    return onePersonOrSchool(insert.run(
        person.id, person.school, person.name, foldForSearch(person.name), searchText, person.role, person.label, now));
}

Result<void> PeopleStore::join(UserId user, const QString &foldedUserName, const QByteArray &passwordHash)
{
    sql::Statement update(m_database,
        "UPDATE people SET user_name = ?, password_hash = ? WHERE id = ? AND user_name IS NULL AND disabled = 0");
    return onePersonOrSchool(update.run(foldedUserName, passwordHash, user));
}

Result<PersonRecord> PeopleStore::person(UserId user)
{
    sql::Statement select(m_database,
        "SELECT id, school, name, role, label, user_name, disabled, last_seen FROM people "
        "WHERE id = ? AND erased IS NULL");
    auto rows = select.query(user);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return noneOfThem();
    return recordFrom(*rows);
}

Result<std::optional<Credentials>> PeopleStore::credentials(const QString &foldedUserName)
{
    // The next name in the alphabet is read where there is no such name: a row costs time, and time tells (bench_enumeration).
    sql::Statement select(m_database,
        "SELECT id, school, password_hash, disabled, user_name = ?1 FROM people WHERE user_name >= ?1 "
        "ORDER BY user_name LIMIT 1");
    return credentialsFrom(select.query(foldedUserName));
}

Result<std::optional<Credentials>> PeopleStore::credentials(UserId user)
{
    sql::Statement select(m_database,
        "SELECT id, school, password_hash, disabled, 1 FROM people WHERE id = ? AND password_hash IS NOT NULL");
    return credentialsFrom(select.query(user));
}

Result<void> PeopleStore::setPasswordHash(UserId user, const QByteArray &passwordHash)
{
    sql::Statement update(m_database, "UPDATE people SET password_hash = ? WHERE id = ? AND user_name IS NOT NULL");
    return onePersonOrSchool(update.run(passwordHash, user));
}

Result<void> PeopleStore::setDisabled(UserId user, bool disabled)
{
    sql::Statement update(m_database, "UPDATE people SET disabled = ? WHERE id = ? AND erased IS NULL");
    return onePersonOrSchool(update.run(disabled, user));
}

Result<void> PeopleStore::setLastSeen(UserId user, UtcTime at)
{
    sql::Statement update(
        m_database, "UPDATE people SET last_seen = max(coalesce(last_seen, 0), ?) WHERE id = ? AND erased IS NULL");
    return onePersonOrSchool(update.run(at, user));
}

Result<std::vector<PersonRecord>> PeopleStore::everybody()
{
    sql::Statement select(
        m_database, "SELECT id, school, name, role, label, user_name, disabled, last_seen FROM people");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    std::vector<PersonRecord> people;
    while (rows->next())
        people.push_back(recordFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return people;
}

Result<Page<PersonRecord>> PeopleStore::pageOf(SchoolId school, const QString &folded, const QString &after, int limit)
{
    const auto cursor = readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    sql::Statement select(m_database,
        "SELECT id, school, name, role, label, user_name, disabled, last_seen FROM people "
        "WHERE school = ? AND (search_name, id) > (?, ?) AND instr(search_text, ?) > 0 AND erased IS NULL "
        "ORDER BY search_name, id LIMIT ?");
    auto rows = select.query(school, cursor->name, cursor->id, folded, limit + 1);
    if (!rows)
        return rows.error();
    std::vector<PersonRecord> people;
    while (rows->next())
        people.push_back(recordFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return cutPage(std::move(people), limit, [](const PersonRecord &r) -> const people::Person & { return r.person; });
}

Result<Page<people::Person>> PeopleStore::directory(const DirectoryFilter &filter, const QString &after, int limit)
{
    const auto cursor = readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    sql::Statement select(m_database,
        "SELECT id, school, name, role, label FROM people "
        "WHERE school = ? AND (search_name, id) > (?, ?) AND disabled = 0 AND user_name IS NOT NULL AND id <> ? "
        "AND (? = 0 OR role <> ?) AND instr(search_text, ?) > 0 "
        "ORDER BY search_name, id LIMIT ?");
    auto rows = select.query(filter.school, cursor->name, cursor->id, filter.except, filter.staffOnly,
        people::Role::Guardian, filter.folded, limit + 1);
    if (!rows)
        return rows.error();
    std::vector<people::Person> people;
    while (rows->next())
        people.push_back(personFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return cutPage(std::move(people), limit, [](const people::Person &p) -> const people::Person & { return p; });
}

} // namespace pc::relay::accounts
