// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

class QSqlError;
struct sqlite3;

namespace pc::sql {

/// The database's error in our words: DiskFull, Disk, Corrupt, Locked, Conflict (a constraint), else Internal. The
/// detail holds the engine's text, which names tables but no values.
Error toError(const QSqlError &error);

/// The same of what went wrong last on a connection.
Error lastError(sqlite3 *handle);

/// True when the file or disk is at fault, so that the connection must not go on writing.
bool isStoreFailure(Errc code);

} // namespace pc::sql
