// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sqlerror.h"

#include "core/base/diskspace.h"

#include <QSqlError>

#include <sqlite3.h>

namespace pc::sql {

namespace {

Errc codeOf(int native)
{
    if (native == SQLITE_IOERR_DATA) // how a page is reported that does not open
        return Errc::Corrupt;
    switch (native & 0xff) {
    case SQLITE_FULL:
        return Errc::DiskFull;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Errc::Disk;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Errc::Corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Errc::Locked;
    case SQLITE_CONSTRAINT:
        return Errc::Conflict;
    default:
        return Errc::Internal;
    }
}

} // namespace

Error toError(const QSqlError &error)
{
    bool numeric = false;
    const int native = error.nativeErrorCode().toInt(&numeric);
    return { numeric ? codeOf(native) : Errc::Internal,
        QStringLiteral("%1 (%2)").arg(error.databaseText(), error.nativeErrorCode()) };
}

Error lastError(sqlite3 *handle)
{
    const int native = sqlite3_extended_errcode(handle);
    // SQLite names a full disk only where writing pages met it, not where its index or a new file did.
    const Errc code = codeOf(native);
    const Errc why = code == Errc::Disk ? diskErrc(QString::fromUtf8(sqlite3_db_filename(handle, "main"))) : code;
    return { why, QStringLiteral("%1 (%2)").arg(QString::fromUtf8(sqlite3_errmsg(handle))).arg(native) };
}

bool isStoreFailure(Errc code)
{
    return code == Errc::DiskFull || code == Errc::Disk || code == Errc::Corrupt;
}

} // namespace pc::sql
