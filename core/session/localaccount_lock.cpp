// SPDX-License-Identifier: GPL-3.0-or-later
// LocalAccount's passphrases: the one of a profile without a keychain, and the app lock's.

#include "core/session/localaccount.h"
#include "core/session/promised.h"
#include "core/session/storekey.h"

#include <utility>

namespace pc::session {

// ---- A passphrase is asked for

QFuture<Result<void>> LocalAccount::unlock(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (m_state != AccountState::NeedsPassphrase || m_isOpening)
            reply(notInThisState());
        else
            unlockNow(passphrase, reply);
    });
}

void LocalAccount::unlockNow(const QString &passphrase, Reply reply)
{
    m_isOpening = true;
    if (!m_lockedKey.isEmpty()) {
        unlockApp(passphrase, std::move(reply));
        return;
    }
    m_vault->unlock(passphrase, [this, reply](const Result<void> &unlocked) {
        m_isOpening = unlocked.ok();
        if (unlocked)
            onVaultReady();
        else if (unlocked.code() != Errc::Locked && unlocked.code() != Errc::Unavailable)
            failVault(unlocked.error());
        reply(unlocked);
    });
}

void LocalAccount::unlockApp(const QString &passphrase, Reply reply)
{
    m_lock->open(m_lockedKey, passphrase, [this, reply](Result<crypto::SecretBytes> key) {
        if (key)
            key = recogniseStoreKey(std::move(*key), *m_folder);
        m_isOpening = key.ok();
        if (key) {
            m_lockedKey.clear();
            takeKey(std::move(*key));
            reply({});
            return;
        }
        if (key.code() != Errc::Locked && key.code() != Errc::Unavailable)
            failVault(key.error());
        reply(key.error());
    });
}

QFuture<Result<void>> LocalAccount::setPassphrase(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (m_state != AccountState::NeedsNewPassphrase || m_isOpening) {
            reply(notInThisState());
            return;
        }
        // What is under the passphrase that nobody knows goes aside once there is another one to be.
        const bool isLongEnough = passphrase.size() >= kShortestPassphrase;
        const bool isRenewed = !m_sheetKey.isEmpty() && isLongEnough;
        const auto aside = isRenewed ? m_folder->setVaultAside(m_folder->asideName(m_clock.utcNow())) : Result<void>();
        if (!aside) {
            reply(aside);
            return;
        }
        m_isOpening = true;
        m_vault->create(passphrase, [this, reply](const Result<void> &created) {
            m_isOpening = created.ok();
            if (created && !m_sheetKey.isEmpty()) {
                keepUnwrapped(reply);
                return;
            }
            if (created)
                onVaultReady();
            else if (created.code() == Errc::DiskFull || created.code() == Errc::Disk)
                failVault(created.error());
            reply(created);
        });
    });
}

// ---- The app lock

bool LocalAccount::mayLock() const
{
    const AccountState now = m_state;
    return (now == AccountState::Ready || now == AccountState::NeedsSignIn) && m_store && !m_isLocking;
}

/// One change of the lock at a time; the account goes on meanwhile.
void LocalAccount::whileLocking(Reply reply, std::function<void(Reply)> work)
{
    m_isLocking = true;
    work([this, reply = std::move(reply)](const Result<void> &done) {
        m_isLocking = false;
        reply(done);
    });
}

QFuture<Result<void>> LocalAccount::setLock(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (!mayLock() || !m_lock || m_hasLock) {
            reply(notInThisState());
        } else if (passphrase.size() < kShortestPassphrase) {
            reply(Error { Errc::Invalid, QStringLiteral("the passphrase is too short") });
        } else {
            whileLocking(reply, [this, passphrase](const Reply &done) {
                m_lock->turnOn(m_key, passphrase, [this, done](const Result<void> &locked) {
                    m_hasLock = locked.ok();
                    done(locked);
                });
            });
        }
    });
}

QFuture<Result<void>> LocalAccount::changeLock(const QString &old, const QString &passphrase)
{
    return promised<void>(this, [this, old, passphrase](const Reply &reply) {
        if (!mayLock() || !m_lock || !m_hasLock) {
            reply(notInThisState());
        } else if (passphrase.size() < kShortestPassphrase) {
            reply(Error { Errc::Invalid, QStringLiteral("the passphrase is too short") });
        } else {
            whileLocking(reply, [this, old, passphrase](const Reply &done) { m_lock->change(old, passphrase, done); });
        }
    });
}

QFuture<Result<void>> LocalAccount::removeLock(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (!mayLock() || !m_lock || !m_hasLock) {
            reply(notInThisState());
            return;
        }
        whileLocking(reply, [this, passphrase](const Reply &done) {
            m_lock->turnOff(passphrase, [this, done](const Result<void> &unlocked) {
                if (unlocked)
                    m_hasLock = false;
                done(unlocked);
            });
        });
    });
}

QFuture<Result<void>> LocalAccount::lockNow()
{
    return promised<void>(this, [this](const Reply &reply) {
        const bool asksForOne = m_hasLock || (m_vault && !m_vault->isKeychain());
        if (!mayLock() || !asksForOne) {
            reply(notInThisState());
            return;
        }
        forgetAll();
        m_state = AccountState::Opening;
        open();
        reply({});
    });
}

} // namespace pc::session
