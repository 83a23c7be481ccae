// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a passphrase vault, without the disk: which secrets, under which key.
//
//   "PCVF" ‖ version (1) ‖ length of the wrapped key (u32, big-endian) ‖ wrapped key ‖ box
//
// The wrapped key is a random 32-byte key sealed by the passphrase (Argon2id); the box holds the entries, sealed by that
// key and bound to everything before it. So a changed entry costs no Argon2id, and a new passphrase no new box key.

#pragma once

#include "core/base/result.h"
#include "core/crypto/passwordhash.h"
#include "core/crypto/secret.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace pc::vault {

using Entries = std::map<QString, crypto::SecretBytes>;

inline constexpr qint64 kLargestVaultBytes = 256 * 1024;

struct OpenedVault
{
    QByteArray wrappedKey;
    crypto::SecretBytes key;
    Entries entries;
};

/// Slow. An empty vault under a new key. Error: Unavailable (no memory).
Result<OpenedVault> makeVault(const crypto::SecretBytes &passphrase, const crypto::PasswordCost &cost);

QByteArray sealVault(const OpenedVault &vault);

/// Slow. Errors: Locked (wrong passphrase), Corrupt, NewerVersion, Unavailable.
Result<OpenedVault> openVault(
    QByteArrayView bytes, const crypto::SecretBytes &passphrase, const crypto::PasswordCost &floor);

} // namespace pc::vault
