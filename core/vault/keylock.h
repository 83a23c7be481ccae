// SPDX-License-Identifier: GPL-3.0-or-later
// KeyLock: a key under a passphrase (crypto/seal.h), so that it may lie where others can read: for the app lock, which
// keeps the store's key in the keychain and asks for a passphrase all the same. Argon2id runs on a worker, so that the
// loop goes on.

#pragma once

#include "core/crypto/passwordhash.h"
#include "core/vault/vault.h"

#include <QObject>
#include <QThreadPool>

namespace pc::vault {

class KeyLock
{
public:
    explicit KeyLock(const crypto::PasswordCost &cost = crypto::kStorageCost);

    /// Waits for a passphrase that is being tried; about a second at the most.
    ~KeyLock();

    /// Error: Unavailable (no memory).
    void wrap(crypto::SecretBytes key, crypto::SecretBytes passphrase, Vault::Reply<crypto::SecretBytes> reply);

    /// Errors: Locked (wrong passphrase), Corrupt (not as wrap() made it), Unavailable.
    void unwrap(
        const crypto::SecretBytes &wrapped, crypto::SecretBytes passphrase, Vault::Reply<crypto::SecretBytes> reply);

    /// Whether bytes look like a wrapped key; only the passphrase proves it.
    static bool isWrapped(QByteArrayView bytes);

private:
    void work(std::function<Result<crypto::SecretBytes>()> work, Vault::Reply<crypto::SecretBytes> reply);

    crypto::PasswordCost m_cost;
    QObject m_context;
    QThreadPool m_worker;
};

} // namespace pc::vault
