// SPDX-License-Identifier: GPL-3.0-or-later
// Password hashes: Argon2id (RFC 9106) in its printable form, which carries salt and cost, so that the cost can be
// raised and old hashes still verify. Slow on purpose: never on an I/O loop.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

namespace pc::crypto {

/// What one guess costs an attacker, and one sign-in costs us.
struct PasswordCost
{
    quint64 passes = 0;
    size_t memoryBytes = 0;

    bool operator==(const PasswordCost &) const = default;
};

/// More than RFC 9106's second recommended option (section 4); some 100 ms on a server of 2026.
inline constexpr PasswordCost kInteractiveCost { 4, size_t(64) * 1024 * 1024 };

/// For passphrases that protect data at rest: tried rarely, attacked offline.
inline constexpr PasswordCost kStorageCost { 4, size_t(256) * 1024 * 1024 };

/// Protects nothing. For tests that are not about the cost; nothing takes it by default.
inline constexpr PasswordCost kTestOnlyCost { 1, size_t(8) * 1024 };

/// Printable ASCII, "$argon2id$…". Error: Unavailable, when the memory is not to be had.
Result<QByteArray> hashPassword(const SecretBytes &password, const PasswordCost &cost);

inline constexpr qsizetype kPasswordSaltBytes = 16;

/// `length` secret bytes (16 at least) out of a password: Argon2id with a salt that the caller keeps. Error: Unavailable, when the
/// memory is not to be had. A cost beyond reason, and a salt of another length, are the caller's to refuse.
Result<SecretBytes> stretchPassword(
    const SecretBytes &password, QByteArrayView salt, const PasswordCost &cost, qsizetype length);

/// True when `password` is the one behind `hash`; false for another one and for a text that is no hash.
bool verifyPassword(const SecretBytes &password, const QByteArray &hash);

/// True when `hash` was made with another cost than this: make a new one at the next successful sign-in.
bool needsRehash(const QByteArray &hash, const PasswordCost &cost);

} // namespace pc::crypto
