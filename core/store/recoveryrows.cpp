// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/recoveryrows.h"

#include "core/store/rows.h"

namespace pc::store {

RecoveryRows::RecoveryRows(sql::Database &database)
    : m_sheet(database, "SELECT lock, version, made_at, tested_at, asked_at FROM recovery_sheet WHERE one = 1")
    , m_save(database,
          "INSERT OR REPLACE INTO recovery_sheet (one, lock, version, made_at, tested_at, asked_at)"
          " VALUES (1, ?, ?, ?, ?, ?)")
    , m_forget(database, "DELETE FROM recovery_sheet")
{
}

Result<std::optional<SheetRow>> RecoveryRows::sheet()
{
    return firstRow(m_sheet.query(), [](const sql::Rows &row) {
        return SheetRow { row.bytes(0), row.integer(1), row.time(2), row.optionalTime(3), row.optionalTime(4) };
    });
}

Result<void> RecoveryRows::save(const SheetRow &sheet)
{
    return done(m_save.run(sheet.lock, sheet.version, sheet.madeAt, sheet.testedAt, sheet.askedAt));
}

Result<void> RecoveryRows::forget()
{
    return done(m_forget.run());
}

} // namespace pc::store
