// SPDX-License-Identifier: GPL-3.0-or-later
// PassphraseVault: a file sealed by a passphrase, for systems without a keychain. Nothing readable ever touches the disk.
// Every change is on the disk, whole, before its reply. Argon2id runs on a worker, so that the loop goes on.

#pragma once

#include "core/vault/sealedfile.h"
#include "core/vault/vault.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace pc::vault {

class PassphraseVault final : public Vault
{
public:
    explicit PassphraseVault(const QString &path, const crypto::PasswordCost &cost = crypto::kStorageCost);

    /// Waits for a passphrase that is being tried; about a second at the most.
    ~PassphraseVault() override;

    bool exists() const;
    bool isUnlocked() const { return m_vault.has_value(); }

    /// Makes the file. Errors: Conflict (it is there: never a new one over an old one), DiskFull, Disk, Unavailable.
    void create(crypto::SecretBytes passphrase, Reply<void> reply);

    /// Errors: Locked (wrong passphrase), KeyMissing (no file), Corrupt, NewerVersion, Disk, Unavailable.
    void unlock(crypto::SecretBytes passphrase, Reply<void> reply);

    /// All three: Locked before unlock() or create().
    void read(const QString &entry, Reply<crypto::SecretBytes> reply) override;
    void write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply) override;
    void remove(const QString &entry, Reply<void> reply) override;

private:
    using Work = std::function<Result<OpenedVault>()>;

    void workThen(Work work, std::function<Result<void>(Result<OpenedVault>)> apply, Reply<void> reply);
    void replyLater(Reply<void> reply, const Result<void> &result);
    Result<void> change(const QString &entry, std::optional<crypto::SecretBytes> secret);

    QString m_path;
    crypto::PasswordCost m_cost;
    std::optional<OpenedVault> m_vault;
    QObject m_context;
    QThreadPool m_worker;
};

} // namespace pc::vault
