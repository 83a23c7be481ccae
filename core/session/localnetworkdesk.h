// SPDX-License-Identifier: GPL-3.0-or-later
// LocalNetworkDesk: the NetworkDesk of one profile. Settings are kept in its sealed store, so that nobody who can write to
// this disk chooses whose certificates are believed; a proxy's password is kept in its vault.
//
// Thread: lives on session's loop; what NetworkDesk declares may be called from any thread, the rest is LocalAccount's.

#pragma once

#include "core/base/clock.h"
#include "core/link/address.h"
#include "core/link/network.h"
#include "core/link/selftest.h"
#include "core/link/tokens.h"
#include "core/session/networkdesk.h"
#include "core/session/proxykeeper.h"
#include "core/store/store.h"

#include <memory>
#include <optional>

namespace pc::session {

class LocalNetworkDesk final : public NetworkDesk
{
    Q_OBJECT

public:
    /// `given` stand instead of what the store holds, until somebody changes them. `clock` outlives this.
    LocalNetworkDesk(std::optional<NetworkSettings> given, Clock &clock, QObject *parent);
    ~LocalNetworkDesk() override;

    QFuture<Result<NetworkState>> state() override;
    QFuture<Result<void>> change(const NetworkSettings &settings) override;
    QFuture<Result<OwnRoots>> readRoots(const QString &path) override;
    void answerProxy(const ProxyLogin &login) override;
    void declineProxy() override;
    QFuture<Result<void>> check(const QUrl &relay) override;
    void endCheck() override;

    /// Both stay until close(). Errors: the store's.
    Result<void> open(store::Store &store, vault::Vault &vault);
    void close();

    /// Only between the two.
    link::Network &network() { return *m_network; }

    /// Who is signed in where, for a check; nobody with null.
    void setSignedIn(const std::optional<link::RelayAddress> &relay, link::AccessTokens *tokens);

Q_SIGNALS:
    void settingsChanged(); ///< Connections that there are were made by the old ones.

private:
    Result<NetworkState> stateNow() const;
    Result<void> changeNow(const NetworkSettings &settings);
    Result<void> checkNow(const QUrl &relay);

    std::optional<NetworkSettings> m_given;
    Clock &m_clock;
    store::Store *m_store = nullptr;
    std::unique_ptr<ProxyKeeper> m_logins;
    std::unique_ptr<link::Network> m_network;
    std::optional<link::RelayAddress> m_relay;
    link::AccessTokens *m_tokens = nullptr;
    std::unique_ptr<link::SelfTest> m_check;
};

} // namespace pc::session
