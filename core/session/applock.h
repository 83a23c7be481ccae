// SPDX-License-Identifier: GPL-3.0-or-later
// AppLock: the store's key lies in the keychain under a passphrase of its own, so that an unlocked computer does not open
// the messages. It is the same key, so nothing is sealed anew.
//
//   off ──turnOn: wrapped, written, read back, then the open one is removed──▶ on
//   on ──change: opened, wrapped anew, written over the old one, read back──▶ on
//   on ──turnOff: opened, written, read back, then the wrapped one is removed──▶ off
//
// At each moment at least one of the two entries is there whole; while both are, the lock is off (storekey.h). The sign-in
// stays where it was. A passphrase that is forgotten is a key that is lost: it can only be set aside, with the store that it opened.
//
// Thread: session's loop. One call at a time; `vault` outlives the replies, and so does this.

#pragma once

#include "core/vault/keylock.h"
#include "core/vault/vault.h"

namespace pc::session {

class AppLock
{
public:
    AppLock(vault::Vault &vault, const crypto::PasswordCost &cost);

    /// Errors: Unavailable (no memory), and the vault's; then it is off as before.
    void turnOn(const crypto::SecretBytes &key, const QString &passphrase, vault::Vault::Reply<void> reply);

    /// Errors: Locked (`old` is wrong), Corrupt, Unavailable, and the vault's; then the old one goes on.
    void change(const QString &old, const QString &passphrase, vault::Vault::Reply<void> reply);

    /// The wrapped key is also kept by that name, a store's that is set aside. Errors: the vault's.
    void setAside(const QString &name, vault::Vault::Reply<void> reply);

    /// Off, without the key. Errors: the vault's.
    void forget(vault::Vault::Reply<void> reply);

    /// Errors: Locked (wrong passphrase), Corrupt, Unavailable, and the vault's; then it is on as before.
    void turnOff(const QString &passphrase, vault::Vault::Reply<void> reply);

    /// Errors: Locked (wrong passphrase), Corrupt, Unavailable.
    void open(
        const crypto::SecretBytes &wrapped, const QString &passphrase, vault::Vault::Reply<crypto::SecretBytes> reply);

private:
    void replace(
        const crypto::SecretBytes &before, const crypto::SecretBytes &wrapped, vault::Vault::Reply<void> reply);
    void keep(const QString &entry, const crypto::SecretBytes &bytes, vault::Vault::Reply<void> reply);
    void removeOpenKey(vault::Vault::Reply<void> reply);

    vault::Vault &m_vault;
    vault::KeyLock m_lock;
};

} // namespace pc::session
