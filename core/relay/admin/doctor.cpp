// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/doctor.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/admin/trouble.h"
#include "core/relay/front/tlscontext.h"
#include "core/relay/processreadings.h"
#include "core/relay/store.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/survey.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using State = Finding::State;

constexpr qint64 kMebibyte = 1024 * 1024;
constexpr qint64 kLittleRoom = 1024 * kMebibyte;
constexpr qint64 kNoRoom = 100 * kMebibyte;
constexpr qint64 kLongLog = 256 * kMebibyte;
constexpr qint64 kFewDescriptors = 1'024;
constexpr Milliseconds kDay { qint64(24) * 60 * 60 * 1'000 };
constexpr Milliseconds kLateBackup = 2 * kDay;
constexpr Milliseconds kCertificateSoon = 14 * kDay;
constexpr Milliseconds kClockSlack { 120'000 };

Finding good(const QString &check, const QString &says)
{
    return { check, State::Good, says };
}

Finding bad(const QString &check, const QString &says)
{
    return { check, State::Bad, says };
}

Finding look(const QString &check, const QString &says)
{
    return { check, State::Look, says };
}

Finding disk(const QString &folder)
{
    const qint64 room = QStorageInfo(folder).bytesAvailable();
    const QString says = u"%1 MiB are free on the disk with the data"_s.arg(room / kMebibyte);
    if (room < kNoRoom)
        return bad(u"disk"_s, says + u": make room, or the relay will take no more messages"_s);
    return room < kLittleRoom ? look(u"disk"_s, says) : good(u"disk"_s, says);
}

Finding permissions(const QString &folder)
{
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if (QFileInfo(folder).permissions() & kOthers)
        return bad(u"permissions"_s, u"others than the relay may look into %1: chmod 700 it"_s.arg(folder));
    return good(u"permissions"_s, u"the data is open to its owner alone"_s);
}

Finding descriptors()
{
    const auto process = readProcess();
    if (!process)
        return look(u"descriptors"_s, u"how many files a process may open is not known here"_s);
    const QString says = u"a process may open %1 files here"_s.arg(process->mostFiles);
    if (process->mostFiles < kFewDescriptors)
        return look(u"descriptors"_s, says + u", which is as many people: raise LimitNOFILE"_s);
    return good(u"descriptors"_s, says);
}

Finding certificate(const front::TlsFiles &files, UtcTime now)
{
    if (files.isEmpty())
        return good(u"certificate"_s, u"the relay has none of its own: a proxy in front ends TLS"_s);
    const auto tls = front::TlsContext::load(files);
    if (!tls)
        return bad(u"certificate"_s, tls.error().detail);
    const auto left = (*tls)->expires() - now;
    const QString says = u"the certificate is good for %1 days"_s.arg(left / kDay);
    if (left <= Milliseconds { 0 })
        return bad(u"certificate"_s, u"the certificate is over: renew it"_s);
    return left < kCertificateSoon ? look(u"certificate"_s, says) : good(u"certificate"_s, says);
}

Finding writeAheadLog(const QString &path)
{
    const qint64 bytes = QFileInfo(path + u"-wal"_s).size();
    const QString says = u"the write-ahead log has %1 MiB"_s.arg(bytes / kMebibyte);
    if (bytes > kLongLog)
        return look(u"wal"_s, says + u": a reader may hold it, such as a backup that does not end"_s);
    return good(u"wal"_s, says);
}

Finding schema(sql::Database &database)
{
    const auto version = sql::schemaVersion(database);
    if (!version)
        return bad(u"schema"_s, version.error().detail);
    const int newest = Store::newestSchema();
    if (*version > newest)
        return bad(u"schema"_s, u"a newer relay has written the data: install that version again"_s);
    if (*version < newest)
        return look(u"schema"_s, u"the data is of an earlier version: the next start of the relay brings it forward"_s);
    return good(u"schema"_s, u"the data is of this version (schema %1)"_s.arg(newest));
}

Finding integrity(sql::Database &database)
{
    if (const auto sound = database.checkIntegrity(); !sound)
        return bad(u"integrity"_s, u"the database is damaged (%1): put a backup back"_s.arg(sound.error().detail));
    return good(u"integrity"_s, u"the database is sound"_s);
}

Finding audit(sql::Database &database)
{
    const auto verdict = accounts::AuditLog(database).verify();
    if (!verdict)
        return bad(u"audit"_s, verdict.error().detail);
    if (verdict->firstBad)
        return bad(
            u"audit"_s, u"the audit log was changed: number %1 is the first that is wrong"_s.arg(*verdict->firstBad));
    return good(u"audit"_s, u"the audit log holds together up to number %1"_s.arg(verdict->head.number));
}

/// The newest time of a kind that the database knows; nothing when there is none.
Result<std::optional<UtcTime>> newest(sql::Database &database, sql::SqlText sql)
{
    sql::Statement select(database, sql);
    auto rows = select.query();
    if (!rows)
        return rows.error();
    return rows->next() ? rows->optionalTime(0) : std::optional<UtcTime>();
}

Finding clockStands(sql::Database &database, UtcTime now)
{
    const auto stored = newest(database, "SELECT max(at) FROM audit");
    if (!stored)
        return bad(u"clock"_s, stored.error().detail);
    if (*stored && **stored > now + kClockSlack)
        return bad(u"clock"_s, u"this computer's clock is behind what was stored already: set it"_s);
    return good(u"clock"_s, u"the clock agrees with what was stored"_s);
}

Finding lastBackup(sql::Database &database, UtcTime now)
{
    const auto made = newest(database, "SELECT max(at) FROM audit WHERE act = 'backup'");
    if (!made)
        return bad(u"backup"_s, made.error().detail);
    if (!*made)
        return look(u"backup"_s, u"there was never a backup: parentconnect-relay backup create"_s);
    const auto age = now - **made;
    const QString says = u"the last backup was made %1 hours ago"_s.arg(age / (kDay / 24));
    return age > kLateBackup ? look(u"backup"_s, says) : good(u"backup"_s, says);
}

} // namespace

QString stateName(State state)
{
    constexpr std::array kNames { "good", "look", "bad" };
    return QString::fromLatin1(kNames.at(size_t(state)));
}

std::vector<Finding> examine(const Config &config, const Clock &clock)
{
    const QString &folder = config.relay.dataDirectory;
    const QString path = folder + u"/relay.db"_s;
    const UtcTime now = clock.utcNow();
    std::vector<Finding> findings;
    findings.push_back(disk(folder));
    findings.push_back(permissions(folder));
    findings.push_back(descriptors());
    findings.push_back(certificate(config.relay.tls, now));
    findings.push_back(writeAheadLog(path));
    const auto database = sql::Database::open(path, sql::OpenMode::Beside);
    if (!database) {
        findings.push_back(bad(u"integrity"_s, describeTrouble(database.error(), config.relay)));
        return findings;
    }
    findings.push_back(schema(**database));
    findings.push_back(integrity(**database));
    findings.push_back(audit(**database));
    findings.push_back(clockStands(**database, now));
    findings.push_back(lastBackup(**database, now));
    return findings;
}

} // namespace pc::relay::admin
