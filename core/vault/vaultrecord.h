// SPDX-License-Identifier: GPL-3.0-or-later
// VaultRecord: which kind of vault a profile's key is in, kept beside its store. With it a keychain that is briefly
// down is only silent; without it the program would take the next best vault and ask for a new passphrase.
//
// Holds no secret. Thread: any.

#pragma once

#include "core/base/result.h"
#include "core/base/uuid.h"

#include <QString>

namespace pc::vault {

enum class VaultKind : quint8 {
    Keychain,
    Passphrase,
};

struct VaultRecord
{
    VaultKind kind = VaultKind::Keychain;
    Uuid profile; ///< Names this profile's entries in a keychain; random, made once.

    bool operator==(const VaultRecord &) const = default;
};

/// Errors: NotFound (a new profile), Corrupt, NewerVersion, Disk.
Result<VaultRecord> readRecord(const QString &path);

/// Errors: DiskFull, Disk.
Result<void> writeRecord(const QString &path, const VaultRecord &record);

} // namespace pc::vault
