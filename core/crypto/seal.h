// SPDX-License-Identifier: GPL-3.0-or-later
// Sealing whole values: under a key, or under a passphrase.
//
//   by key         nonce (24, random) ‖ XChaCha20-Poly1305 ciphertext and tag
//   by passphrase  header ‖ ciphertext and tag; header = "PCP1" ‖ passes (u32) ‖ memory in KiB (u32) ‖ salt (16) ‖
//                  nonce (24), integers big-endian. The key is Argon2id(passphrase, salt, cost); the header is
//                  authenticated with the associated data, and a cost below the reader's floor is refused before any
//                  work, so that nobody can hand us a cheap one.

#pragma once

#include "core/base/result.h"
#include "core/crypto/passwordhash.h"
#include "core/crypto/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace pc::crypto {

/// A key for seal().
SecretBytes generateSealKey();

/// What `associated` says is bound to the bytes, not stored with them: opening must name the same.
QByteArray seal(QByteArrayView plain, QByteArrayView associated, const SecretBytes &key);

/// Error: Corrupt, for a wrong key, other associated data or changed bytes alike.
Result<QByteArray> open(QByteArrayView sealed, QByteArrayView associated, const SecretBytes &key);
Result<SecretBytes> openSecret(QByteArrayView sealed, QByteArrayView associated, const SecretBytes &key);

/// Slow (Argon2id). Error: Unavailable, when the memory is not to be had.
Result<QByteArray> sealWithPassphrase(const SecretBytes &plain, QByteArrayView associated,
    const SecretBytes &passphrase, const PasswordCost &cost = kStorageCost);

/// Slow. Errors: Invalid (not in this format, or a cost below `floor` or beyond reason), KeyMismatch (wrong passphrase or
/// changed bytes; the two cannot be told apart), Unavailable.
Result<SecretBytes> openWithPassphrase(QByteArrayView sealed, QByteArrayView associated, const SecretBytes &passphrase,
    const PasswordCost &floor = kStorageCost);

} // namespace pc::crypto
