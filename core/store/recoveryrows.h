// SPDX-License-Identifier: GPL-3.0-or-later
// RecoveryRows: this person's recovery sheet as their device knows it: its public side, and when it was made, tested and asked for.

#pragma once

#include "core/base/time.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

struct SheetRow
{
    QByteArray lock; ///< recovery::SheetLock.
    qint64 version = 0; ///< Of what the relay has for it, as far as this device knows.
    UtcTime madeAt;
    std::optional<UtcTime> testedAt; ///< Somebody typed it here, and it was right.
    std::optional<UtcTime> askedAt; ///< When this device last asked for that.

    bool operator==(const SheetRow &) const = default;
};

class RecoveryRows
{
public:
    explicit RecoveryRows(sql::Database &database);

    /// Nothing when there is no sheet, or none that this device knows of.
    Result<std::optional<SheetRow>> sheet();
    Result<void> save(const SheetRow &sheet);
    Result<void> forget();

private:
    sql::Statement m_sheet;
    sql::Statement m_save;
    sql::Statement m_forget;
};

} // namespace pc::store
