// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pc::sql {

/// An absolute path as SQLite's URI (sqlite.org/uri), without parameters: every character means itself.
QString fileUri(const QString &path);

} // namespace pc::sql
