// SPDX-License-Identifier: GPL-3.0-or-later
// What a database file is, by its first bytes and without any key: asked before SQLite opens it, so that each thing that
// can be wrong has its own answer and nothing is written into what is not ours.

#pragma once

#include "core/base/result.h"
#include "core/sql/sealkeys.h"

#include <QString>

namespace pc::sql {

enum class FileForm : quint8 {
    Absent,
    Empty, ///< A file that has lost its content.
    Plain, ///< SQLite's own.
    Sealed,
    SealedByNewer,
    Unknown, ///< Damaged, or no database.
};

/// Errors: Disk.
Result<FileForm> formOfFile(const QString &path);

/// For a file that is there. Errors: Corrupt, Sealed, NewerVersion, Disk.
Result<void> expectPlain(const QString &path);

/// For a file that is there. Errors: Corrupt, NotSealed, NewerVersion, KeyMismatch, Disk.
Result<void> expectSealed(const QString &path, const StoreCipher &cipher);

} // namespace pc::sql
