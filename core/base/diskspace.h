// SPDX-License-Identifier: GPL-3.0-or-later
// Telling a full disk from a broken one: Qt and SQLite often say only that a write failed, and the two need different
// help.

#pragma once

#include "core/base/errc.h"

#include <QString>

namespace pc {

struct DiskRoom
{
    qint64 available = -1; ///< Bytes for who is not root.
    qint64 total = -1;

    bool isKnown() const { return available >= 0 && total > 0; }
};

/// Of the disk that holds `folder`. Blocks as long as the disk does.
DiskRoom roomAt(const QString &folder);

/// Why a write beside or into the file `path` failed: DiskFull when hardly any room is left there, else Disk.
Errc diskErrc(const QString &path);

} // namespace pc
