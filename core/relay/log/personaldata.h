// SPDX-License-Identifier: GPL-3.0-or-later
// Where the relay keeps something of a person: the one list of every table and file, by which a person's data is exported and
// erased. A test compares it with the schema: a table that is not named here, with what is in it, does not pass.
//
// Values that a statement names: ?1 is the person's id.

#pragma once

#include "core/sql/sqltext.h"

#include <QLatin1StringView>

#include <optional>
#include <span>

namespace pc::relay::log {

struct PersonalTable
{
    QLatin1StringView table;
    QLatin1StringView holds; ///< What of a person, in words; where nothing, what else.
    std::optional<sql::SqlText> select; ///< Their rows. Columns that end in "_at" are times; blobs of 16 bytes are ids.
    std::span<const sql::SqlText> erase; ///< Run when they are erased.
    QLatin1StringView afterErasure; ///< What is left then, and why.
};

struct PersonalFile
{
    QLatin1StringView name; ///< In the data directory, or as an administrator calls it.
    QLatin1StringView holds;
    QLatin1StringView afterErasure;
};

std::span<const PersonalTable> personalTables();
std::span<const PersonalFile> personalFiles();

} // namespace pc::relay::log
