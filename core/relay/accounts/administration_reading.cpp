// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of administration: lists, figures, the audit log.

#include "core/relay/accounts/administration.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/invitestore.h"
#include "core/relay/accounts/selfservice.h"
#include "core/relay/accounts/username.h"
#include "core/sql/statement.h"

#include <algorithm>
#include <utility>

namespace pc::relay::accounts {

namespace {

constexpr Milliseconds kOneDay { qint64(24) * 60 * 60 * 1'000 };

Result<Statistics> statisticsOf(sql::Database &database, UtcTime yesterday)
{
    auto tables = sql::surveyTables(database);
    if (!tables)
        return tables.error();
    const auto free = sql::freeBytes(database);
    if (!free)
        return free.error();
    Statistics found;
    found.tables = std::move(*tables);
    found.freeBytes = *free;
    sql::Statement count(database,
        "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM people WHERE user_name IS NOT NULL), "
        "(SELECT count(*) FROM devices WHERE revoked IS NULL), "
        "(SELECT count(*) FROM devices WHERE revoked IS NULL AND last_seen > ?)");
    auto rows = count.query(yesterday);
    if (!rows)
        return rows.error();
    if (rows->next()) {
        found.people = rows->integer(0);
        found.joined = rows->integer(1);
        found.devices = rows->integer(2);
        found.devicesSeen = rows->integer(3);
    }
    sql::Statement expiry(database, "SELECT coalesce(sum(times), 0), max(at) FROM audit WHERE act = 'retention'");
    auto expired = expiry.query();
    if (!expired)
        return expired.error();
    if (expired->next()) {
        found.expired = expired->integer(0);
        found.lastExpiry = expired->optionalTime(1);
    }
    return found;
}

} // namespace

void Administration::schools(Reply<std::vector<School>> reply)
{
    m_registry.read<std::vector<School>>(
        [](sql::Database &database) { return PeopleStore(database).schools(); }, std::move(reply));
}

void Administration::people(
    SchoolId school, const QString &search, const QString &after, int limit, Reply<Page<PersonRecord>> reply)
{
    m_registry.read<Page<PersonRecord>>(
        [school, folded = foldForSearch(search), after, limit](sql::Database &database) {
            return PeopleStore(database).pageOf(school, folded, after, std::clamp(limit, 1, kLongestPage));
        },
        std::move(reply));
}

void Administration::invites(SchoolId school, const QString &after, int limit, Reply<Page<Invite>> reply)
{
    m_registry.read<Page<Invite>>(
        [school, after, limit](sql::Database &database) {
            return InviteStore(database).pageOf(school, after, std::clamp(limit, 1, kLongestPage));
        },
        std::move(reply));
}

void Administration::devices(UserId user, const QString &after, int limit, Reply<Page<Device>> reply)
{
    m_registry.read<Page<Device>>(
        [user, after, limit](sql::Database &database) {
            return DeviceStore(database).pageOf(user, after, std::clamp(limit, 1, kLongestPage));
        },
        std::move(reply));
}

void Administration::person(UserId user, Reply<PersonRecord> reply)
{
    m_registry.read<PersonRecord>(
        [user](sql::Database &database) { return PeopleStore(database).person(user); }, std::move(reply));
}

void Administration::statistics(Reply<Statistics> reply)
{
    const UtcTime yesterday = m_registry.clock().utcNow() - kOneDay;
    m_registry.read<Statistics>(
        [yesterday](sql::Database &database) { return statisticsOf(database, yesterday); }, std::move(reply));
}

void Administration::auditPage(qint64 before, int limit, Reply<std::vector<AuditEntry>> reply)
{
    m_registry.read<std::vector<AuditEntry>>(
        [before, limit](
            sql::Database &database) { return AuditLog(database).page(before, std::clamp(limit, 1, kLongestPage)); },
        std::move(reply));
}

void Administration::auditHead(Reply<AuditHead> reply)
{
    m_registry.read<AuditHead>([](sql::Database &database) { return AuditLog(database).head(); }, std::move(reply));
}

void Administration::verifyAudit(const QByteArray &known, Reply<AuditVerdict> reply)
{
    m_registry.read<AuditVerdict>(
        [known](sql::Database &database) { return AuditLog(database).verify(known); }, std::move(reply));
}

} // namespace pc::relay::accounts
