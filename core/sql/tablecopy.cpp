// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/tablecopy.h"

#include "core/sql/database.h"
#include "core/sql/engine.h"
#include "core/sql/statement.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>

#include <vector>

namespace pc::sql {

namespace {

// A table's name takes no bound value. Those that take the place of %1 come out of our own schema.
constexpr auto kEmpty = "DELETE FROM main.\"%1\";";
constexpr auto kFill = "INSERT INTO main.\"%1\" SELECT * FROM plain.\"%1\";";
constexpr auto kDifference = "SELECT (SELECT count(*) FROM main.\"%1\") - (SELECT count(*) FROM plain.\"%1\"),"
                             " (SELECT count(*) FROM (SELECT * FROM main.\"%1\" EXCEPT SELECT * FROM plain.\"%1\")),"
                             " (SELECT count(*) FROM (SELECT * FROM plain.\"%1\" EXCEPT SELECT * FROM main.\"%1\"))";

QString with(const char *statement, QString table)
{
    return QString::fromLatin1(statement).arg(table.replace(u'"', QStringLiteral("\"\"")));
}

Result<std::vector<QString>> tablesOf(Database &database)
{
    Statement odd(database,
        "SELECT count(*) FROM main.sqlite_schema WHERE type = 'view' OR (type = 'table' AND rootpage = "
        "0)");
    auto found = odd.query();
    if (!found)
        return found.error();
    if (!found->next() || found->number(0) != 0)
        return { Errc::Unsupported, QStringLiteral("this schema cannot be copied table by table") };
    // sqlite_sequence too, which keeps numbers from being given twice: last, since the others' rows change it.
    Statement names(database,
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT IN ('sqlite_stat1', 'sqlite_stat4')"
        " ORDER BY name = 'sqlite_sequence'");
    auto rows = names.query();
    if (!rows)
        return rows.error();
    std::vector<QString> tables;
    while (rows->next())
        tables.push_back(rows->text(0));
    if (auto finished = rows->finish(); !finished)
        return finished.error();
    return tables;
}

/// The names are right in the main one, so it is the other that does not have them.
Error asCorrupt(const Error &error)
{
    return error.code == Errc::Internal ? Error { Errc::Corrupt, error.detail } : error;
}

Result<void> compare(Database &database, const QString &table)
{
    QSqlQuery query(database.handle());
    if (!query.exec(with(kDifference, table)) || !query.next())
        return asCorrupt(database.errorOf(query.lastError()));
    for (int column = 0; column < 3; ++column) {
        if (query.value(column).toLongLong() != 0)
            return { Errc::Corrupt, QStringLiteral("the copy is not what it was made of") };
    }
    return {};
}

/// What a trigger would write comes as rows of its own.
class NoTriggers
{
public:
    explicit NoTriggers(sqlite3 *engine)
        : m_engine(engine)
    {
        sqlite3_db_config(m_engine, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &m_areOn);
    }

    ~NoTriggers() { sqlite3_db_config(m_engine, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr); }
    NoTriggers(const NoTriggers &) = delete;
    NoTriggers &operator=(const NoTriggers &) = delete;

    bool areOff() const { return m_areOn == 0; }

private:
    sqlite3 *m_engine;
    int m_areOn = 1;
};

} // namespace

Result<void> copyTables(Database &database)
{
    const auto tables = tablesOf(database);
    if (!tables)
        return tables.error();
    const NoTriggers quiet(engineOf(database.handle()));
    if (!quiet.areOff())
        return { Errc::Internal, QStringLiteral("triggers cannot be turned off") };
    for (const QString &table : *tables) {
        for (const char *statement : { kEmpty, kFill }) {
            if (auto done = database.executeScript(with(statement, table)); !done)
                return asCorrupt(done.error());
        }
    }
    return {};
}

Result<void> compareTables(Database &database)
{
    const auto tables = tablesOf(database);
    if (!tables)
        return tables.error();
    for (const QString &table : *tables) {
        if (auto same = compare(database, table); !same)
            return same;
    }
    return {};
}

} // namespace pc::sql
