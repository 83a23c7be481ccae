// SPDX-License-Identifier: GPL-3.0-or-later
// ProxyKeeper: the one name and password for a proxy, kept in the vault and asked for when a proxy wants it. What a proxy
// refused is forgotten at once and never offered again: some lock an account after a few tries.
//
// Thread: its own.

#pragma once

#include "core/crypto/secret.h"
#include "core/link/proxylogins.h"
#include "core/vault/vault.h"

#include <QObject>

#include <vector>

namespace pc::session {

inline const QString kProxyEntry = QStringLiteral("proxy");

class ProxyKeeper final : public QObject, public link::ProxyLogins
{
    Q_OBJECT

public:
    /// `vault` outlives this.
    explicit ProxyKeeper(vault::Vault &vault)
        : m_vault(vault)
    {
    }

    void proxyLogin(const QString &proxy, Reply reply) override;
    void proxyRefused(const QString &proxy, const std::optional<link::ProxyLogin> &used) override;

    void answer(const link::ProxyLogin &login);
    void decline() { m_askedBy.clear(); }

Q_SIGNALS:
    void asked(const QString &proxy, bool isAgain);
    void answered();

private:
    struct Waiting
    {
        QString proxy;
        Reply reply;
    };

    void onRead(const Result<crypto::SecretBytes> &read);
    std::optional<link::ProxyLogin> known(const QString &proxy) const;
    void forget();

    vault::Vault &m_vault;
    crypto::SecretBytes m_record; ///< Empty when none is known.
    bool m_isRead = false;
    std::vector<Waiting> m_waiting; ///< For the vault.
    QString m_askedBy; ///< The proxy that waits for a person.
};

} // namespace pc::session
