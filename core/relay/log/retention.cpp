// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/retention.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/log/place.h"

#include <algorithm>

namespace pc::relay::log {

namespace {

constexpr Milliseconds kDayLength { std::chrono::hours(24) };

} // namespace

UtcTime keptSince(UtcTime now, int days)
{
    const Milliseconds since { toMilliseconds(now) };
    return utcFromMilliseconds((since - since % kDayLength - days * kDayLength).count());
}

Retention::Retention(sql::Database &database, Holds &holds)
    : m_database(database)
    , m_holds(holds)
    , m_look(database,
          "SELECT c.row, c.school, c.oldest, c.head, s.retention_days FROM conversations c "
          "JOIN schools s ON s.id = c.school WHERE c.row > ? ORDER BY c.row LIMIT ?")
    , m_entries(database, "SELECT place, sent_at FROM entries WHERE place > ? AND place <= ? ORDER BY place LIMIT ?")
    , m_delete(database, "DELETE FROM entries WHERE place > ? AND place <= ?")
    , m_raise(database, "UPDATE conversations SET oldest = ? WHERE row = ?")
    , m_receipts(database, "SELECT revision, at FROM receipts WHERE conversation = ? ORDER BY revision LIMIT ?")
    , m_deleteReceipts(database, "DELETE FROM receipts WHERE conversation = ? AND revision <= ?")
{
}

Result<Swept> Retention::sweep(UtcTime now)
{
    auto conversations = look(now);
    if (!conversations)
        return conversations.error();
    Swept swept;
    std::map<SchoolId, qint64> taken;
    swept.more = int(conversations->size()) == kConversationsAtOnce;
    for (const Due &due : *conversations) {
        auto old = cut(due, kEntriesAtOnce - int(swept.entries));
        if (!old)
            return old.error();
        swept.entries += old->entries;
        if (old->entries > 0)
            taken[due.school] += old->entries;
        if (swept.entries == kEntriesAtOnce || old->receipts == kReceiptsAtOnce) {
            swept.more = true; // of this one, perhaps
            break;
        }
        m_after = due.row;
    }
    for (const auto &[school, count] : taken) {
        accounts::AuditAct act { QLatin1StringView("retention"), { school.raw() } };
        act.actor = accounts::AuditActor::Relay;
        act.times = count;
        if (auto noted = accounts::AuditLog(m_database).append(now, act); !noted)
            return noted.error();
    }
    if (!swept.more)
        m_after = 0;
    return swept;
}

Result<std::vector<Retention::Due>> Retention::look(UtcTime now)
{
    auto rows = m_look.query(m_after, kConversationsAtOnce);
    if (!rows)
        return rows.error();
    std::vector<Due> found;
    while (rows->next()) {
        found.push_back(
            { rows->integer(0), rows->id<SchoolId>(1), rows->seq(2), rows->seq(3), keptSince(now, rows->number(4)) });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

/// What was taken.
Result<Retention::Old> Retention::cut(const Due &due, int most)
{
    auto old = find(due, most);
    if (!old || (old->entries == 0 && old->receipts == 0))
        return old;
    auto isHeld = m_holds.coversConversation(due.row);
    if (!isHeld)
        return isHeld.error();
    if (*isHeld)
        return Old {};
    if (auto deleted = m_delete.run(placeOf(due.row, previous(due.oldest)), placeOf(due.row, old->last)); !deleted)
        return deleted.error();
    if (auto raised = m_raise.run(next(old->last), due.row); !raised)
        return raised.error();
    if (auto deleted = m_deleteReceipts.run(due.row, old->lastReceipt); !deleted)
        return deleted.error();
    return old;
}

Result<Retention::Old> Retention::find(const Due &due, int most)
{
    Old old;
    old.last = previous(due.oldest);
    {
        auto rows = m_entries.query(placeOf(due.row, old.last), placeOf(due.row, due.head), most);
        if (!rows)
            return rows.error();
        for (; rows->next() && rows->time(1) < due.before; ++old.entries)
            old.last = seqOf(rows->integer(0));
        if (auto end = rows->finish(); !end)
            return end.error();
    }
    auto rows = m_receipts.query(due.row, kReceiptsAtOnce);
    if (!rows)
        return rows.error();
    for (; rows->next() && rows->time(1) < due.before; ++old.receipts)
        old.lastReceipt = Revision { rows->integer(0) };
    if (auto end = rows->finish(); !end)
        return end.error();
    return old;
}

} // namespace pc::relay::log
