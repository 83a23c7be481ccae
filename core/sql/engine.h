// SPDX-License-Identifier: GPL-3.0-or-later
// Which SQLite Qt's driver runs on. Where Qt carries one of its own, our handles mean nothing to it and our VFS is not
// there: then nothing sealed can be opened, and the program must say so rather than take a plain file.

#pragma once

#include "core/base/result.h"

#include <QString>

class QSqlDatabase;
struct sqlite3;

namespace pc::sql {

class Vfs;

/// `sourceId` is what the driver's SQLite says of itself. Error: EngineMismatch, when ours says another thing.
Result<void> checkSource(QStringView sourceId);

/// Asks an open connection of Qt's. Errors: EngineMismatch, and what the disk says.
Result<void> checkDriver(const QSqlDatabase &connection);

/// Opens a connection in memory through that VFS, before any file is touched. Error: EngineMismatch.
Result<void> checkEngine(const Vfs &vfs);

/// Qt knows connections by name. No two owners that are there at once lie at one address.
QString connectionName(const void *owner);

/// The handle behind a connection that checkDriver() has found to be of our SQLite.
sqlite3 *engineOf(const QSqlDatabase &connection);

/// Whether the main file of a connection was opened by that VFS.
bool isOpenThrough(const Vfs &vfs, sqlite3 *engine);

} // namespace pc::sql
