// SPDX-License-Identifier: GPL-3.0-or-later
// What is in a database file, and a copy of it as it is at one moment. For those who look after a file: slow on large ones.

#pragma once

#include "core/base/result.h"

#include <QString>

#include <vector>

namespace pc::sql {

class Database;

struct TableSize
{
    QString name;
    qint64 rows = 0;
    qint64 bytes = 0; ///< With its indexes.

    bool operator==(const TableSize &) const = default;
};

/// Every ordinary table, in the order of their names.
Result<std::vector<TableSize>> surveyTables(Database &database);

/// Bytes of pages that hold nothing.
Result<qint64> freeBytes(Database &database);

/// The number of the newest migration that the file has seen.
Result<int> schemaVersion(Database &database);

/// Reads every page, row and index. Corrupt when anything is wrong.
Result<void> checkEverything(Database &database);

/// Copies the file, log included, as it is at this moment, into a new one (0600). One read transaction: writers go on, and
/// nothing is checkpointed. Errors: Conflict (`path` exists), and what the disk says.
Result<void> copyInto(Database &database, const QString &path);

} // namespace pc::sql
