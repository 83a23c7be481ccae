// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/letterstore.h"

#include "core/relay/accounts/cursor.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

/// Columns: id, school, writer, person, letter, written, expires, proof, proved.
LetterRecord letterFrom(const sql::Rows &rows)
{
    LetterRecord letter;
    letter.id = rows.id<InviteId>(0);
    letter.school = rows.id<SchoolId>(1);
    letter.writer = rows.id<UserId>(2);
    letter.person = rows.id<UserId>(3);
    letter.letter = rows.bytes(4);
    letter.written = rows.time(5);
    letter.expires = rows.time(6);
    if (!rows.isNull(7)) {
        letter.proof = rows.bytes(7);
        letter.proved = rows.time(8);
    }
    return letter;
}

} // namespace

Result<void> LetterStore::add(const LetterRecord &letter)
{
    sql::Statement insert(m_database,
        "INSERT INTO letters (id, school, writer, person, letter, written, expires) VALUES (?, ?, ?, ?, ?, ?, ?)");
    const auto added = insert.run(
        letter.id, letter.school, letter.writer, letter.person, letter.letter, letter.written, letter.expires);
    return added ? Result<void>() : added.error();
}

Result<std::optional<LetterRecord>> LetterStore::find(InviteId id)
{
    sql::Statement select(m_database,
        "SELECT id, school, writer, person, letter, written, expires, proof, proved FROM letters WHERE id = ?");
    auto rows = select.query(id);
    if (!rows)
        return rows.error();
    std::optional<LetterRecord> found;
    while (rows->next())
        found = letterFrom(*rows);
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<int> LetterStore::countOf(UserId writer)
{
    sql::Statement select(m_database, "SELECT count(*) FROM letters WHERE writer = ?");
    auto rows = select.query(writer);
    if (!rows)
        return rows.error();
    int count = 0;
    while (rows->next())
        count = rows->number(0);
    if (auto end = rows->finish(); !end)
        return end.error();
    return count;
}

Result<Page<LetterRecord>> LetterStore::pageOf(UserId writer, const QString &after, int limit)
{
    const auto cursor = readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    sql::Statement select(m_database,
        "SELECT id, school, writer, person, letter, written, expires, proof, proved FROM letters "
        "WHERE writer = ? AND id > ? ORDER BY id LIMIT ?");
    auto rows = select.query(writer, cursor->id, limit + 1);
    if (!rows)
        return rows.error();
    Page<LetterRecord> page;
    while (rows->next())
        page.items.push_back(letterFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    if (int(page.items.size()) > limit) {
        page.items.resize(size_t(limit));
        page.next = writeCursor({ {}, page.items.back().id.raw() });
    }
    return page;
}

Result<void> LetterStore::setProof(UserId person, const QByteArray &proof, UtcTime now)
{
    sql::Statement update(m_database, "UPDATE letters SET proof = ?, proved = ? WHERE person = ?");
    const auto changed = update.run(proof, now, person);
    if (!changed)
        return changed.error();
    return *changed == 1 ? Result<void>() : Error { Errc::NotFound, QStringLiteral("no letter invited this person") };
}

Result<void> LetterStore::remove(InviteId id)
{
    sql::Statement remove(m_database, "DELETE FROM letters WHERE id = ?");
    const auto removed = remove.run(id);
    return removed ? Result<void>() : removed.error();
}

} // namespace pc::relay::accounts
