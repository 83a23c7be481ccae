// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/engine.h"

#include "core/sql/sqlerror.h"
#include "core/sql/vfs.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>

namespace pc::sql {

namespace {

Result<void> probe(QSqlDatabase connection, const Vfs &vfs)
{
    connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI"));
    connection.setDatabaseName(QStringLiteral("file:probe?mode=memory&vfs=%1").arg(QLatin1StringView(vfs.name())));
    if (!connection.open())
        return { Errc::EngineMismatch, QStringLiteral("Qt's driver does not see our VFS") };
    return checkDriver(connection);
}

} // namespace

Result<void> checkSource(QStringView sourceId)
{
    if (sourceId == QLatin1StringView(sqlite3_sourceid()))
        return {};
    return { Errc::EngineMismatch, QStringLiteral("Qt's driver and this program use two different SQLites") };
}

Result<void> checkDriver(const QSqlDatabase &connection)
{
    const QVariant engine = connection.driver()->handle();
    if (qstrcmp(engine.typeName(), "sqlite3*") != 0)
        return { Errc::EngineMismatch, QStringLiteral("the driver is not SQLite's") };
    QSqlQuery query(connection);
    if (!query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next())
        return toError(query.lastError());
    return checkSource(query.value(0).toString());
}

QString connectionName(const void *owner)
{
    return QStringLiteral("at %1").arg(quintptr(owner), 0, 16);
}

Result<void> checkEngine(const Vfs &vfs)
{
    const char owner = 0;
    const QString name = connectionName(&owner);
    const auto probed = probe(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name), vfs);
    QSqlDatabase::removeDatabase(name);
    return probed;
}

sqlite3 *engineOf(const QSqlDatabase &connection)
{
    return *static_cast<sqlite3 *const *>(connection.driver()->handle().constData());
}

bool isOpenThrough(const Vfs &vfs, sqlite3 *engine)
{
    sqlite3_vfs *used = nullptr;
    return sqlite3_file_control(engine, "main", SQLITE_FCNTL_VFS_POINTER, &used) == SQLITE_OK && vfs.is(used);
}

} // namespace pc::sql
