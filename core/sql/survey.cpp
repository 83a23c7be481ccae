// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/survey.h"

#include "core/base/diskspace.h"
#include "core/sql/database.h"
#include "core/sql/engine.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>
#include <memory>

namespace pc::sql {

namespace {

struct Close
{
    void operator()(sqlite3 *engine) const { sqlite3_close(engine); }
};

/// One whole number that a statement without values answers.
Result<qint64> number(Database &database, const QString &sql)
{
    QSqlQuery query(database.handle());
    if (!query.exec(sql))
        return database.errorOf(query.lastError());
    if (!query.next())
        return { Errc::Corrupt, QStringLiteral("no answer") };
    return query.value(0).toLongLong();
}

/// A name of the schema as a part of SQL.
QString quoted(QString name)
{
    return u'"' + name.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

Result<std::vector<QString>> tableNames(Database &database)
{
    QSqlQuery query(database.handle());
    if (!query.exec(QStringLiteral("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
                                   "ESCAPE '\\' ORDER BY name")))
        return database.errorOf(query.lastError());
    std::vector<QString> names;
    while (query.next())
        names.push_back(query.value(0).toString());
    return names;
}

} // namespace

Result<std::vector<TableSize>> surveyTables(Database &database)
{
    const auto names = tableNames(database);
    if (!names)
        return names.error();
    std::vector<TableSize> tables;
    for (const QString &name : *names) {
        const auto rows = number(database, QStringLiteral("SELECT count(*) FROM ") + quoted(name));
        if (!rows)
            return rows.error();
        tables.push_back({ name, *rows, 0 });
    }
    QSqlQuery sizes(database.handle());
    if (!sizes.exec(
            QStringLiteral("SELECT s.tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name "
                           "WHERE d.aggregate = 1 GROUP BY s.tbl_name")))
        return tables; // an engine that was built without it
    while (sizes.next()) {
        const QString name = sizes.value(0).toString();
        const auto table = std::ranges::find(tables, name, &TableSize::name);
        if (table != tables.end())
            table->bytes = sizes.value(1).toLongLong();
    }
    return tables;
}

Result<qint64> freeBytes(Database &database)
{
    const auto pages = number(database, QStringLiteral("PRAGMA freelist_count"));
    const auto size = number(database, QStringLiteral("PRAGMA page_size"));
    if (!pages || !size)
        return !pages ? pages.error() : size.error();
    return *pages * *size;
}

Result<int> schemaVersion(Database &database)
{
    const auto version = number(database, QStringLiteral("PRAGMA user_version"));
    return version ? Result<int>(int(*version)) : Result<int>(version.error());
}

Result<void> checkEverything(Database &database)
{
    QSqlQuery query(database.handle());
    if (!query.exec(QStringLiteral("PRAGMA integrity_check(1)")))
        return database.errorOf(query.lastError());
    if (!query.next() || query.value(0).toString() != QLatin1StringView("ok"))
        return { Errc::Corrupt, QStringLiteral("integrity_check found damage") };
    return {};
}

Result<void> copyInto(Database &database, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return { file.exists() ? Errc::Conflict : diskErrc(path), QStringLiteral("the copy cannot be made") };
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.close();
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, Close> target(opened);
    if (code != SQLITE_OK)
        return { diskErrc(path), QStringLiteral("the copy cannot be opened") };
    // All in one step: in steps it would begin anew whenever somebody writes.
    sqlite3_backup *backup = sqlite3_backup_init(target.get(), "main", engineOf(database.handle()), "main");
    if (!backup)
        return { Errc::Internal, QString::fromUtf8(sqlite3_errmsg(target.get())) };
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        return { diskErrc(path), QString::fromUtf8(sqlite3_errmsg(target.get())) };
    return {};
}

} // namespace pc::sql
