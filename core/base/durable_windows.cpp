// SPDX-License-Identifier: GPL-3.0-or-later
// NTFS journals renames by itself, and offers no way to sync a folder.

#include "core/base/durable.h"

#include <QFile>

#include <io.h>

namespace pc {

void syncFolder(const QString &) { }

void syncFile(QFile &file)
{
    file.flush();
    (void)::_commit(file.handle());
}

} // namespace pc
