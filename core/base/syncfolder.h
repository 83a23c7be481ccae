// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pc {

/// Makes a file's creation, renaming or removal in `folder` durable, where the system needs to be asked.
void syncFolder(const QString &folder);

} // namespace pc
