// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of a relay's data while it runs, and back again.
//
// The copy is made by a connection of its own that neither writes nor checkpoints, in one read transaction: the relay goes on,
// its write-ahead log grows meanwhile. It lies beside the data, in the open as the data does, until it is sealed.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QString>

namespace pc::relay::admin {

struct BackupSummary
{
    qint64 bytes = 0; ///< Of the file.
    qint64 rows = 0; ///< In all tables.
    qint64 auditNumber = 0;
    QByteArray auditHead;
};

/// Makes the file `backup` of what `dataDirectory` holds now. Errors: NotFound (no data there), Conflict (`backup` exists
/// already), Disk, Corrupt.
Result<BackupSummary> createBackup(const QString &dataDirectory, const QString &backup, const crypto::SecretBytes &key);

/// Puts it back into a folder beside it that is gone afterwards, and reads all of it: structure, number of rows, audit log.
/// Errors: as of openBackup(), and Corrupt.
Result<BackupSummary> verifyBackup(const QString &backup, const crypto::SecretBytes &key);

/// Puts it back as the data of a relay that does not run, marked as restored (Store::markRestored()), and without those who
/// were erased since (Store::reapplyErasures()). Nothing is there until
/// all of it is. Errors: Conflict (there is data already), and as of verifyBackup().
Result<BackupSummary> restoreBackup(
    const QString &backup, const QString &dataDirectory, const crypto::SecretBytes &key, Clock &clock, Random &random);

} // namespace pc::relay::admin
