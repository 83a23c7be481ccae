// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/archivesweep.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/log/retention.h"

#include <map>

namespace pc::relay::log {

using accounts::Generation;
using accounts::GenerationState;

ArchiveSweep::ArchiveSweep(sql::Database &database, Holds &holds)
    : m_database(database)
    , m_holds(holds)
    , m_look(database,
          "SELECT g.person, g.generation, g.state, g.first, g.next, g.bytes, p.school, s.retention_days "
          "FROM archive_generations g JOIN people p ON p.id = g.person JOIN schools s ON s.id = p.school "
          "WHERE (g.person, g.generation) > (?, ?) ORDER BY g.person, g.generation LIMIT ?")
    , m_segments(database,
          "SELECT number, stored, length(segment) FROM archive_segments "
          "WHERE person = ? AND generation = ? ORDER BY number LIMIT ?")
    , m_delete(database, "DELETE FROM archive_segments WHERE person = ? AND generation = ? AND number <= ?")
    , m_forget(database, "DELETE FROM archive_generations WHERE person = ? AND generation = ?")
{
}

void ArchiveSweep::forget()
{
    m_person = {};
    m_generation = 0;
}

Result<ArchiveSweep::Step> ArchiveSweep::sweep(UtcTime now)
{
    const auto archives = look();
    if (!archives)
        return archives.error();
    Step step;
    std::map<SchoolId, qint64> expired;
    step.more = int(archives->size()) == kArchivesAtOnce;
    for (const Found &found : *archives) {
        const auto taken = take(found, now, kSegmentsAtOnce - step.segments);
        if (!taken)
            return taken.error();
        step.segments += *taken;
        if (*taken > 0 && found.generation.state != GenerationState::Gone)
            expired[found.school] += *taken;
        if (step.segments == kSegmentsAtOnce) {
            step.more = true; // of this one, perhaps
            break;
        }
        m_person = found.person;
        m_generation = found.generation.number;
    }
    for (const auto &[school, count] : expired) {
        accounts::AuditAct act { QLatin1StringView("archive-retention"), { school.raw() } };
        act.actor = accounts::AuditActor::Relay;
        act.times = count;
        if (auto noted = accounts::AuditLog(m_database).append(now, act); !noted)
            return noted.error();
    }
    if (!step.more)
        forget();
    return step;
}

Result<std::vector<ArchiveSweep::Found>> ArchiveSweep::look()
{
    auto rows = m_look.query(m_person, qint64(m_generation), kArchivesAtOnce);
    if (!rows)
        return rows.error();
    std::vector<Found> archives;
    while (rows->next()) {
        Found found;
        found.person = rows->id<UserId>(0);
        found.generation = { quint32(rows->integer(1)), GenerationState(rows->number(2)), quint32(rows->integer(3)),
            quint32(rows->integer(4)), {}, rows->integer(5) };
        found.school = rows->id<SchoolId>(6);
        found.keptDays = rows->number(7);
        archives.push_back(found);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return archives;
}

/// How many segments went.
Result<int> ArchiveSweep::take(const Found &found, UtcTime now, int most)
{
    const bool isGone = found.generation.state == GenerationState::Gone;
    const auto cut = tooOld(found, isGone ? UtcTime::max() : keptSince(now, found.keptDays), most);
    if (!cut)
        return cut.error();
    if (cut->segments == 0 && !isGone)
        return 0;
    const auto isHeld = m_holds.coversPerson(found.person);
    if (!isHeld)
        return isHeld.error();
    if (*isHeld)
        return 0;
    const qint64 generation = qint64(found.generation.number);
    if (auto deleted = m_delete.run(found.person, generation, qint64(cut->last)); !deleted)
        return deleted.error();
    if (isGone && cut->segments < most) {
        const auto forgotten = m_forget.run(found.person, generation);
        return forgotten ? Result<int>(cut->segments) : Result<int>(forgotten.error());
    }
    sql::Statement raise(
        m_database, "UPDATE archive_generations SET first = ?, bytes = bytes - ? WHERE person = ? AND generation = ?");
    const auto raised = raise.run(qint64(cut->last) + 1, cut->bytes, found.person, generation);
    return raised ? Result<int>(cut->segments) : Result<int>(raised.error());
}

Result<ArchiveSweep::Cut> ArchiveSweep::tooOld(const Found &found, UtcTime before, int most)
{
    Cut cut;
    auto rows = m_segments.query(found.person, qint64(found.generation.number), most);
    if (!rows)
        return rows.error();
    for (; rows->next() && rows->time(1) < before; ++cut.segments) {
        cut.last = quint32(rows->integer(0));
        cut.bytes += accounts::chargedBytes(rows->integer(2));
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return cut;
}

} // namespace pc::relay::log
