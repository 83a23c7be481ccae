// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/holds.h"

#include "core/sql/database.h"

namespace pc::relay::log {

namespace {

Result<bool> answersYes(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    const bool yes = rows->next() && rows->flag(0);
    if (auto end = rows->finish(); !end)
        return end.error();
    return yes;
}

} // namespace

Holds::Holds(sql::Database &database)
    : m_exists(database,
        "SELECT CASE ?1 WHEN 0 THEN EXISTS(SELECT 1 FROM schools WHERE id = ?2) "
        "WHEN 1 THEN EXISTS(SELECT 1 FROM people WHERE id = ?2 AND erased IS NULL) "
        "ELSE EXISTS(SELECT 1 FROM conversations WHERE id = ?2) END")
    , m_place(database, "INSERT INTO holds(kind, object, since) VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
    , m_release(database, "DELETE FROM holds WHERE kind = ? AND object = ?")
    , m_conversation(database,
          "SELECT EXISTS(SELECT 1 FROM holds h JOIN conversations c ON c.row = ? WHERE (h.kind = 2 AND h.object = "
          "c.id) "
          "OR (h.kind = 0 AND h.object = c.school) OR (h.kind = 1 AND EXISTS "
          "(SELECT 1 FROM members m WHERE m.conversation = c.row AND m.user = h.object)))")
    , m_person(database,
          "SELECT EXISTS(SELECT 1 FROM holds h JOIN people p ON p.id = ? "
          "WHERE (h.kind = 1 AND h.object = p.id) OR (h.kind = 0 AND h.object = p.school))")
{
}

Result<void> Holds::place(const Hold &hold)
{
    auto exists = answersYes(m_exists.query(hold.kind, hold.object));
    if (!exists)
        return exists.error();
    if (!*exists)
        return { Errc::NotFound, QStringLiteral("there is nothing of that id to be held") };
    auto placed = m_place.run(hold.kind, hold.object, hold.since);
    if (!placed)
        return placed.error();
    if (*placed == 0)
        return { Errc::Conflict, QStringLiteral("this is under a hold already") };
    return {};
}

Result<void> Holds::release(HoldKind kind, const Uuid &object)
{
    auto released = m_release.run(kind, object);
    if (!released)
        return released.error();
    if (*released == 0)
        return { Errc::NotFound, QStringLiteral("there is no such hold") };
    return {};
}

Result<bool> Holds::coversConversation(qint64 row)
{
    return answersYes(m_conversation.query(row));
}

Result<bool> Holds::coversPerson(UserId user)
{
    return answersYes(m_person.query(user));
}

Result<std::vector<Hold>> allHolds(sql::Database &database)
{
    sql::Statement select(database, "SELECT kind, object, since FROM holds ORDER BY since, kind, object");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    std::vector<Hold> holds;
    while (rows->next())
        holds.push_back({ HoldKind(rows->number(0)), rows->id<UserId>(1).raw(), rows->time(2) });
    if (auto end = rows->finish(); !end)
        return end.error();
    return holds;
}

} // namespace pc::relay::log
