// SPDX-License-Identifier: GPL-3.0-or-later
// MemoryVault: a Vault that a test owns: it can be slow, silent, locked or forgetful, and its entries outlive the vault
// object, as a keychain's outlive a program.

#pragma once

#include "core/vault/vault.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace pc::test {

/// What a keychain holds, and how it behaves at the moment.
struct Keychain
{
    std::map<QString, QByteArray> entries;
    std::optional<Errc> broken; ///< Every call fails so.
    std::optional<Errc> unwritable; ///< Writing alone fails so.
    bool isDead = false; ///< Answers nothing at all.
    bool forgets = false; ///< Says yes to a write and keeps nothing.
    int writes = 0;
};

class MemoryVault final : public vault::Vault
{
public:
    /// Entries are told apart by `prefix`, as a keychain's are by profile.
    explicit MemoryVault(Keychain &keychain, QString prefix = {})
        : m_keychain(keychain)
        , m_prefix(std::move(prefix))
    {
    }

    void read(const QString &entry, Reply<crypto::SecretBytes> reply) override
    {
        later([this, entry, reply = std::move(reply)] {
            const auto found = m_keychain.entries.find(m_prefix + entry);
            if (m_keychain.broken)
                reply(*m_keychain.broken);
            else if (found == m_keychain.entries.end())
                reply(Errc::KeyMissing);
            else
                reply(crypto::SecretBytes::copyOf(QByteArrayView(found->second)));
        });
    }

    void write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply) override
    {
        later([this, entry, bytes = secret.toByteArrayView().toByteArray(), reply = std::move(reply)] {
            ++m_keychain.writes;
            if (m_keychain.broken || m_keychain.unwritable) {
                reply(m_keychain.broken ? *m_keychain.broken : *m_keychain.unwritable);
                return;
            }
            if (!m_keychain.forgets)
                m_keychain.entries[m_prefix + entry] = bytes;
            reply({});
        });
    }

    void remove(const QString &entry, Reply<void> reply) override
    {
        later([this, entry, reply = std::move(reply)] {
            m_keychain.entries.erase(m_prefix + entry);
            reply(m_keychain.broken ? Result<void>(*m_keychain.broken) : Result<void>());
        });
    }

private:
    void later(std::function<void()> call)
    {
        if (!m_keychain.isDead)
            QMetaObject::invokeMethod(&m_context, std::move(call), Qt::QueuedConnection);
    }

    Keychain &m_keychain;
    QString m_prefix;
    QObject m_context;
};

} // namespace pc::test
