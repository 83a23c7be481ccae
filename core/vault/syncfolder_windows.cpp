// SPDX-License-Identifier: GPL-3.0-or-later
// NTFS journals renames by itself, and offers no way to sync a folder.

#include "core/vault/atomicfile.h"

namespace pc::vault {

void syncFolder(const QString &) { }

} // namespace pc::vault
