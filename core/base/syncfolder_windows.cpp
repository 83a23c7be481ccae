// SPDX-License-Identifier: GPL-3.0-or-later
// NTFS journals renames by itself, and offers no way to sync a folder.

#include "core/base/syncfolder.h"

namespace pc {

void syncFolder(const QString &) { }

} // namespace pc
