// SPDX-License-Identifier: GPL-3.0-or-later
// Copies all rows of a database that is attached as "plain" into the tables of the main one, and compares the two. The
// tables are the main one's: what the other says of itself is not believed. Ordinary tables alone; a schema with virtual
// tables or views is refused. Triggers rest meanwhile: what they would write is there as rows.

#pragma once

#include "core/base/result.h"

namespace pc::sql {

class Database;

/// Within a transaction. Errors: Unsupported, Corrupt (the other has not the same tables), and what the disk says.
Result<void> copyTables(Database &database);

/// Error: Corrupt, when any row is in one of them only.
Result<void> compareTables(Database &database);

} // namespace pc::sql
