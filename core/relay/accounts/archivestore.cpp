// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/archivestore.h"

#include "core/crypto/qtbytes.h"
#include "core/sql/statement.h"

#include <algorithm>

namespace pc::relay::accounts {

namespace {

constexpr int kMostSegmentsAtOnce = 256;

} // namespace

Result<ArchiveRecord> ArchiveStore::record(UserId person)
{
    sql::Statement select(m_database, "SELECT kept, last FROM archives WHERE person = ?");
    auto rows = select.query(person);
    if (!rows)
        return rows.error();
    ArchiveRecord record;
    while (rows->next())
        record = { rows->flag(0), quint32(rows->integer(1)) };
    if (auto end = rows->finish(); !end)
        return end.error();
    return record;
}

Result<void> ArchiveStore::save(UserId person, const ArchiveRecord &record)
{
    sql::Statement save(m_database,
        "INSERT INTO archives (person, kept, last) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET kept = excluded.kept, last = excluded.last");
    return sql::done(save.run(person, record.isKept, qint64(record.last)));
}

Result<std::vector<Generation>> ArchiveStore::generations(UserId person)
{
    sql::Statement select(m_database,
        "SELECT generation, state, first, next, head, bytes FROM archive_generations WHERE person = ? "
        "ORDER BY generation");
    auto rows = select.query(person);
    if (!rows)
        return rows.error();
    std::vector<Generation> found;
    while (rows->next()) {
        Generation generation { quint32(rows->integer(0)), GenerationState(rows->number(1)), quint32(rows->integer(2)),
            quint32(rows->integer(3)), {}, rows->integer(5) };
        const QByteArray head = rows->bytes(4);
        if (std::size_t(head.size()) != crypto::kDigestBytes)
            return { Errc::Corrupt, QStringLiteral("an archive that cannot be read") };
        std::ranges::copy(crypto::viewOf(head), generation.head.begin());
        found.push_back(generation);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<void> ArchiveStore::save(UserId person, const Generation &generation)
{
    sql::Statement save(m_database,
        "INSERT INTO archive_generations (person, generation, state, first, next, head, bytes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, generation) DO UPDATE SET state = excluded.state, "
        "first = excluded.first, next = excluded.next, head = excluded.head, bytes = excluded.bytes");
    return sql::done(save.run(person, qint64(generation.number), generation.state, qint64(generation.first),
        qint64(generation.next), crypto::toByteArray(generation.head), generation.bytes));
}

Result<void> ArchiveStore::append(
    UserId person, quint32 generation, quint32 number, UtcTime now, const QByteArray &segment)
{
    sql::Statement insert(m_database,
        "INSERT INTO archive_segments (person, generation, number, stored, segment) VALUES (?, ?, ?, ?, ?)");
    return sql::done(insert.run(person, qint64(generation), qint64(number), now, segment));
}

Result<std::vector<QByteArray>> ArchiveStore::segments(
    UserId person, quint32 generation, quint32 from, qint64 mostBytes)
{
    sql::Statement select(m_database,
        "SELECT segment FROM archive_segments WHERE person = ? AND generation = ? AND number >= ? "
        "ORDER BY number LIMIT ?");
    auto rows = select.query(person, qint64(generation), qint64(from), kMostSegmentsAtOnce);
    if (!rows)
        return rows.error();
    std::vector<QByteArray> found;
    qint64 bytes = 0;
    while (rows->next()) {
        QByteArray segment = rows->bytes(0);
        bytes += segment.size();
        if (!found.empty() && bytes > mostBytes)
            return found;
        found.push_back(std::move(segment));
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

} // namespace pc::relay::accounts
