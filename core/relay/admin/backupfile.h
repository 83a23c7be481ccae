// SPDX-License-Identifier: GPL-3.0-or-later
// BackupFile: how a backup lies on a disk or on a tape: sealed, so that whoever has it and not the key learns its size, and
// whoever changes or cuts it is found out.
//
//   "PCBACKUP" ‖ version (1) ‖ key id (8) ‖ stream header (24) ‖ chunk ‖ chunk ‖ …
//
// A chunk is up to 64 KiB of plain bytes and 17 bytes (core/crypto/secretstream.h); all but the last are full, and the last
// says that it is the last. Each is bound to what stands before the stream header.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>

namespace pc::relay::admin {

/// Tells keys apart without telling the key. 8 bytes.
QByteArray backupKeyId(const crypto::SecretBytes &key);

/// Seals all of `plain` into `sealed`. Error: Disk.
Result<void> sealBackup(QIODevice &plain, QIODevice &sealed, const crypto::SecretBytes &key);

/// Opens all of `sealed` and hands the plain bytes on, piece by piece; an error of `take` ends it. What was handed on is good
/// only when this says so in the end. Errors, in words: Invalid (no backup, or changed), NewerVersion, KeyMismatch (sealed
/// with another key), Corrupt (its end is missing, or there is more behind it).
Result<void> openBackup(
    QIODevice &sealed, const crypto::SecretBytes &key, const std::function<Result<void>(QByteArrayView)> &take);

} // namespace pc::relay::admin
