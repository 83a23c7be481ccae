// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileFolder: where everything of one profile lies on this disk, private to its owner (0700) and held by one process
// at a time. Knows names and places, not what is in them.
//
//   profile.lock    held while a program has the profile open
//   vault.json      which kind of vault keeps the secrets (vaultrecord.h)
//   secrets.sealed  the passphrase vault, where that is the kind
//   store.key       the fingerprint of the store's key, never the key
//   store.sheet     its key as it is wrapped for the recovery sheet
//   store.sqlite    the store, sealed; with -sealing or -plain at its end what a conversion left (sql/conversion.h)

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QString>

#include <memory>

class QLockFile;

namespace pc::session {

class ProfileFolder
{
public:
    /// Makes the folder when there is none. Errors: Locked (another program has it), DiskFull, Disk.
    static Result<std::unique_ptr<ProfileFolder>> open(const QString &path);

    ~ProfileFolder();
    ProfileFolder(const ProfileFolder &) = delete;
    ProfileFolder &operator=(const ProfileFolder &) = delete;

    QString vaultRecord() const { return file(QStringLiteral("vault.json")); }
    QString sealedVault() const { return file(QStringLiteral("secrets.sealed")); }
    QString keyFingerprint() const { return file(QStringLiteral("store.key")); }
    QString wrappedKey() const { return file(QStringLiteral("store.sheet")); }
    QString store() const { return file(QStringLiteral("store.sqlite")); }

    bool hasStore() const;

    /// Renames the store, what SQLite keeps beside it and its wrapped key, and the passphrase vault too where that is asked; never over
    /// anything, and nobody may have them open. Answers the new path of the store, or of the vault when there is no
    /// store. Errors: NotFound (neither is there), Disk.
    Result<QString> setAside(const QString &as, bool vaultToo);

    /// The passphrase vault alone, where there is one. Error: Disk.
    Result<void> setVaultAside(const QString &as);

    /// A name for it that nothing has yet: "aside-20261126-151200".
    QString asideName(UtcTime now) const;

private:
    ProfileFolder(QString path, std::unique_ptr<QLockFile> lock);

    QString file(const QString &name) const { return m_path + u'/' + name; }

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace pc::session
