// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/applock.h"

#include "core/session/storekey.h"

#include <memory>
#include <utility>

namespace pc::session {

using crypto::SecretBytes;

namespace {

SecretBytes secretOf(QString passphrase)
{
    return SecretBytes::takeFrom(passphrase);
}

} // namespace

AppLock::AppLock(vault::Vault &vault, const crypto::PasswordCost &cost)
    : m_vault(vault)
    , m_lock(cost)
{
}

void AppLock::turnOn(const SecretBytes &key, const QString &passphrase, vault::Vault::Reply<void> reply)
{
    const auto onKept = [this, reply](const Result<void> &kept) {
        if (kept)
            removeOpenKey(reply);
        else
            reply(kept);
    };
    m_lock.wrap(key.copy(), secretOf(passphrase), [this, reply, onKept](const Result<SecretBytes> &wrapped) {
        if (wrapped)
            keep(QString(kLockedKeyEntry), *wrapped, onKept);
        else
            reply(wrapped.error());
    });
}

void AppLock::turnOff(const QString &passphrase, vault::Vault::Reply<void> reply)
{
    const auto onKept = [this, reply](const Result<void> &kept) {
        if (!kept) {
            reply(kept);
            return;
        }
        // Off it is from here on, whether or not the wrapped key goes.
        m_vault.remove(QString(kLockedKeyEntry), [reply](const Result<void> &) { reply({}); });
    };
    const auto onOpened = [this, reply, onKept](const Result<SecretBytes> &key) {
        if (key)
            keep(QString(kStoreKeyEntry), *key, onKept);
        else
            reply(key.error());
    };
    m_vault.read(QString(kLockedKeyEntry), [this, passphrase, reply, onOpened](const Result<SecretBytes> &wrapped) {
        if (wrapped)
            open(*wrapped, passphrase, onOpened);
        else
            reply(wrapped.error());
    });
}

void AppLock::change(const QString &old, const QString &passphrase, vault::Vault::Reply<void> reply)
{
    m_vault.read(QString(kLockedKeyEntry), [this, old, passphrase, reply](const Result<SecretBytes> &wrapped) {
        if (!wrapped) {
            reply(wrapped.error());
            return;
        }
        const auto before = std::make_shared<SecretBytes>(wrapped->copy());
        const auto onWrapped = [this, before, reply](const Result<SecretBytes> &anew) {
            if (anew)
                replace(*before, *anew, reply);
            else
                reply(anew.error());
        };
        open(*wrapped, old, [this, passphrase, reply, onWrapped](Result<SecretBytes> key) {
            if (key)
                m_lock.wrap(std::move(*key), secretOf(passphrase), onWrapped);
            else
                reply(key.error());
        });
    });
}

/// What cannot be kept must not cost what was there.
void AppLock::replace(const SecretBytes &before, const SecretBytes &wrapped, vault::Vault::Reply<void> reply)
{
    const auto old = std::make_shared<SecretBytes>(before.copy());
    keep(QString(kLockedKeyEntry), wrapped, [this, old, reply](const Result<void> &kept) {
        if (kept) {
            reply({});
            return;
        }
        keep(QString(kLockedKeyEntry), *old, [reply, why = kept.error()](const Result<void> &) { reply(why); });
    });
}

void AppLock::setAside(const QString &name, vault::Vault::Reply<void> reply)
{
    m_vault.read(QString(kLockedKeyEntry), [this, name, reply](const Result<SecretBytes> &wrapped) {
        if (wrapped)
            keep(kLockedKeyEntry + u'-' + name, *wrapped, reply);
        else
            reply(wrapped.error());
    });
}

void AppLock::forget(vault::Vault::Reply<void> reply)
{
    m_vault.remove(QString(kLockedKeyEntry), std::move(reply));
}

void AppLock::open(const SecretBytes &wrapped, const QString &passphrase, vault::Vault::Reply<SecretBytes> reply)
{
    m_lock.unwrap(wrapped, secretOf(passphrase), std::move(reply));
}

/// A vault may say yes and keep nothing.
void AppLock::keep(const QString &entry, const SecretBytes &bytes, vault::Vault::Reply<void> reply)
{
    const auto kept = std::make_shared<SecretBytes>(bytes.copy());
    const auto onRead = [kept, reply](const Result<SecretBytes> &read) {
        if (read && *read == *kept)
            reply({});
        else
            reply(Error { Errc::KeychainUnavailable, QStringLiteral("it did not keep the key") });
    };
    m_vault.write(entry, bytes.copy(), [this, entry, reply, onRead](const Result<void> &written) {
        if (written)
            m_vault.read(entry, onRead);
        else
            reply(written);
    });
}

void AppLock::removeOpenKey(vault::Vault::Reply<void> reply)
{
    const auto onLeft = [this, reply](const Error &why) {
        // Both are there, so the lock is off; the wrapped one need not stay.
        m_vault.remove(QString(kLockedKeyEntry), [reply, why](const Result<void> &) { reply(why); });
    };
    const auto onRead = [reply, onLeft](const Result<SecretBytes> &read) {
        if (!read && read.code() == Errc::KeyMissing)
            reply({});
        else
            onLeft({ Errc::KeychainUnavailable, QStringLiteral("it did not let the open key go") });
    };
    m_vault.remove(QString(kStoreKeyEntry), [this, onLeft, onRead](const Result<void> &removed) {
        if (removed)
            m_vault.read(QString(kStoreKeyEntry), onRead);
        else
            onLeft(removed.error());
    });
}

} // namespace pc::session
