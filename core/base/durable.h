// SPDX-License-Identifier: GPL-3.0-or-later
// What a power cut must not take back, for files that SQLite does not write.

#pragma once

#include <QString>

class QFile;

namespace pc {

/// Makes a file's creation, renaming or removal in `folder` durable, where the system needs to be asked.
void syncFolder(const QString &folder);

/// Makes what was written to an open file durable, as far as the system does that when asked.
void syncFile(QFile &file);

} // namespace pc
