// SPDX-License-Identifier: GPL-3.0-or-later
// Vault: where the few secrets of a profile live: the store's key and the refresh token. The system's keychain through
// QtKeychain; where none answers, a file sealed by a passphrase (Argon2id), never a plain file. An interface, because
// tests need a vault that is slow, locked, empty or broken on purpose.
//
// Thread: session's loop. Answers come later, on the same loop, exactly once for each call.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QString>

#include <functional>

namespace pc::vault {

class Vault
{
public:
    virtual ~Vault() = default;

    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// Errors: KeyMissing (no such entry), KeychainUnavailable, Locked (the user declined or a passphrase is wrong), Timeout.
    virtual void read(const QString &entry, Reply<crypto::SecretBytes> reply) = 0;
    virtual void write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply) = 0;
    virtual void remove(const QString &entry, Reply<void> reply) = 0;
};

} // namespace pc::vault
