// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/migrator.h"

#include "core/base/log.h"
#include "core/sql/database.h"
#include "core/sql/transaction.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

namespace pc::sql {

namespace {

Result<int> storedVersion(Database &database)
{
    QSqlQuery query(database.handle());
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return { Errc::Corrupt, QStringLiteral("no schema version") };
    return query.value(0).toInt();
}

Result<void> apply(Database &database, const Migration &migration)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (auto done = database.executeScript(migration.script); !done)
        return done;
    // A pragma takes no bound value; the number is ours, out of a file name.
    const QString setVersion = QStringLiteral("PRAGMA user_version=%1;").arg(migration.number);
    if (auto done = database.executeScript(setVersion); !done)
        return done;
    return transaction->commit();
}

} // namespace

Result<std::vector<Migration>> loadMigrations(const std::vector<QString> &folders)
{
    std::vector<Migration> migrations;
    for (const QString &folder : folders) {
        const QDir dir(folder);
        for (const QString &name : dir.entryList({ QStringLiteral("*.sql") }, QDir::Files)) {
            QFile file(dir.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                return { Errc::Internal, QStringLiteral("a migration could not be read") };
            migrations.push_back({ name.section(u'_', 0, 0).toInt(), name, QString::fromUtf8(file.readAll()) });
        }
    }
    std::sort(migrations.begin(), migrations.end(),
        [](const Migration &a, const Migration &b) { return a.number < b.number; });
    for (size_t i = 0; i < migrations.size(); ++i) {
        if (migrations[i].number != int(i) + 1)
            return { Errc::Invalid, QStringLiteral("migration %1 is missing or taken twice").arg(i + 1) };
    }
    return migrations;
}

Result<int> migrate(Database &database, const std::vector<Migration> &migrations)
{
    auto version = storedVersion(database);
    if (!version)
        return version;
    const int newest = int(migrations.size());
    if (*version > newest)
        return { Errc::NewerVersion, QStringLiteral("schema %1, this program knows %2").arg(*version).arg(newest) };
    for (int i = *version; i < newest; ++i) {
        const Migration &migration = migrations[size_t(i)];
        qCInfo(lcSql) << "applying migration" << migration.name;
        if (auto done = apply(database, migration); !done)
            return done.error();
    }
    return newest;
}

} // namespace pc::sql
