// SPDX-License-Identifier: GPL-3.0-or-later
// Small private files that are either as before or as written, also after a power cut: for what stands beside a store.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace pc::vault {

/// Readable by the owner alone. On error the old file is untouched. Errors: DiskFull, Disk.
Result<void> writeAtomically(const QString &path, QByteArrayView bytes);

/// Errors: NotFound, TooLarge (more than `most` bytes), Disk.
Result<QByteArray> readWhole(const QString &path, qint64 most);

} // namespace pc::vault
