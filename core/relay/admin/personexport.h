// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay holds of a person, in a folder for them: one file of JSON a table, and a page to read. Made by a connection
// that only reads, so the relay goes on. Content stays sealed, since the relay cannot open it; the page says so.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"

#include <QString>

namespace pc::relay::admin {

struct PersonExport
{
    qint64 rows = 0;
    int files = 0;
};

/// `folder` must not exist, or be empty; it is there when all of it is. Errors: NotFound (no data, or no such person),
/// Conflict (the folder is in use), Disk.
Result<PersonExport> exportPerson(const QString &dataDirectory, UserId person, const QString &folder, UtcTime now);

} // namespace pc::relay::admin
