// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/freespace.h"

#include "core/sql/database.h"
#include "core/sql/engine.h"
#include "core/sql/sqlerror.h"
#include "core/sql/statement.h"

#include <sqlite3.h>

namespace pc::sql {

namespace {

/// As Qt's driver sets it.
constexpr int kUsualPatienceMs = 5'000;

} // namespace

Result<FileSpace> fileSpace(Database &database)
{
    Statement ask(
        database, "SELECT p.page_count, f.freelist_count FROM pragma_page_count AS p, pragma_freelist_count AS f");
    auto rows = ask.query();
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::Corrupt, QStringLiteral("no answer") };
    return FileSpace { rows->integer(0), rows->integer(1) };
}

Result<void> giveBack(Database &database)
{
    return database.execute("PRAGMA incremental_vacuum(256)");
}

Result<bool> emptyLog(Database &database)
{
    sqlite3 *engine = engineOf(database.handle());
    sqlite3_busy_timeout(engine, 0);
    const int code = sqlite3_wal_checkpoint_v2(engine, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(engine, kUsualPatienceMs);
    if (code == SQLITE_BUSY)
        return false;
    if (code != SQLITE_OK)
        return lastError(engine);
    return true;
}

Result<void> rebuild(Database &database, Shrinking shrinking)
{
    if (shrinking == Shrinking::LittleByLittle) {
        if (auto set = database.execute("PRAGMA auto_vacuum=INCREMENTAL"); !set)
            return set;
    }
    return database.execute("VACUUM");
}

} // namespace pc::sql
