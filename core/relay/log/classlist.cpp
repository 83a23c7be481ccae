// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/classlist.h"

#include "core/relay/accounts/cursor.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::log {

namespace {

using accounts::Page;

constexpr auto kClass = wire::ConversationKind::Class;

template<typename T>
Page<T> cutPage(std::vector<T> items, int limit)
{
    Page<T> page;
    page.items = std::move(items);
    if (int(page.items.size()) > limit) {
        page.items.resize(size_t(limit));
        page.next = accounts::writeCursor({ {}, page.items.back().id.raw() });
    }
    return page;
}

ClassRecord recordFrom(const sql::Rows &rows)
{
    return { rows.id<ConversationId>(0), rows.id<SchoolId>(1), rows.text(2), rows.number(3) };
}

Error notFound()
{
    return { Errc::NotFound, QStringLiteral("no such class") };
}

} // namespace

Result<ClassRecord> ClassList::find(ConversationId id)
{
    sql::Statement select(m_database,
        "SELECT c.id, c.school, c.title, "
        "(SELECT count(*) FROM members m WHERE m.conversation = c.row AND m.last IS NULL) "
        "FROM conversations c WHERE c.id = ? AND c.kind = ?");
    auto rows = select.query(id, kClass);
    if (!rows)
        return rows.error();
    if (rows->next())
        return recordFrom(*rows);
    if (auto end = rows->finish(); !end)
        return end.error();
    return notFound();
}

Result<Page<ClassRecord>> ClassList::pageOf(SchoolId school, const QString &after, int limit)
{
    const auto cursor = accounts::readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    if (auto known = accounts::PeopleStore(m_database).school(school); !known)
        return known.error();
    sql::Statement select(m_database,
        "SELECT c.id, c.school, c.title, "
        "(SELECT count(*) FROM members m WHERE m.conversation = c.row AND m.last IS NULL) "
        "FROM conversations c WHERE c.school = ? AND c.kind = ? AND c.id > ? ORDER BY c.id LIMIT ?");
    auto rows = select.query(school, kClass, cursor->id, limit + 1);
    if (!rows)
        return rows.error();
    std::vector<ClassRecord> classes;
    while (rows->next())
        classes.push_back(recordFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return cutPage(std::move(classes), limit);
}

Result<Page<people::Person>> ClassList::membersOf(ConversationId id, const QString &after, int limit)
{
    const auto cursor = accounts::readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    if (auto known = find(id); !known)
        return known.error();
    sql::Statement select(m_database,
        "SELECT p.id, p.school, p.name, p.role, p.label FROM conversations c "
        "JOIN members m ON m.conversation = c.row AND m.last IS NULL JOIN people p ON p.id = m.user "
        "WHERE c.id = ? AND p.id > ? ORDER BY p.id LIMIT ?");
    auto rows = select.query(id, cursor->id, limit + 1);
    if (!rows)
        return rows.error();
    std::vector<people::Person> members;
    while (rows->next()) {
        members.push_back({ rows->id<UserId>(0), rows->id<SchoolId>(1), rows->text(2), people::Role(rows->number(3)),
            rows->text(4) });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return cutPage(std::move(members), limit);
}

} // namespace pc::relay::log
