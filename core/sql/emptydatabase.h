// SPDX-License-Identifier: GPL-3.0-or-later
// The first page of a database that holds nothing yet, as SQLite's file format has it (sqlite.org/fileformat2, 1.3 and
// 1.6): with it a new file is whole from its first moment, logs ahead, and leaves room for a seal where it needs one.

#pragma once

#include "core/base/result.h"
#include "core/sql/pagecipher.h"

#include <QString>

namespace pc::sql {

inline constexpr int kFileHeadBytes = 100;

/// `reserved` bytes at the end of each page are not SQLite's.
Page emptyDatabase(int reserved);

/// Whether a file begins as SQLite's own do.
bool isPlainDatabase(std::span<const quint8> begin);

/// Puts a file with that one page at `path`, readable for its owner only: either all of it is there, also after a power
/// cut, or nothing. Errors: Conflict (there is a file), DiskFull, Disk.
Result<void> createDatabaseFile(const QString &path, PageView firstPage);

} // namespace pc::sql
