// SPDX-License-Identifier: GPL-3.0-or-later
// Migrator: brings a database forward through numbered files, each in one transaction with user_version. A file that
// was released is never edited; a database newer than the program is refused and left as it is.

#pragma once

#include "core/base/result.h"

#include <QString>

#include <vector>

namespace pc::sql {

class Database;

struct Migration
{
    int number = 0; ///< 1, 2, 3 … without a gap.
    QString name;
    QString script;
};

/// The files "NNNN_name.sql" of resource folders such as ":/pc/store/schema", ascending over all of them. Invalid when
/// a number is missing or taken twice.
Result<std::vector<Migration>> loadMigrations(const std::vector<QString> &folders);

/// Answers the version reached. Errors: NewerVersion, and what the disk says.
Result<int> migrate(Database &database, const std::vector<Migration> &migrations);

} // namespace pc::sql
