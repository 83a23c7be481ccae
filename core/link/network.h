// SPDX-License-Identifier: GPL-3.0-or-later
// Network: the way from this computer to the relay, the same for HTTP, polls and WebSockets: which proxy, with which
// login, and which certificates are believed. Connections ask for a Way and use it whole.
//
// - A relay on this computer is reached directly, whatever is set.
// - The system may take long to name its proxy (it may have to fetch a script for it): it is asked on a worker, waited for
//   five seconds, and its answer is used for a minute. One that does not answer in time counts as "no proxy".
// - TLS 1.2 or newer, and the peer's name and chain always verify. Own roots stand instead of the system's, not beside them.
//
// Thread: its own, which is the link's.

#pragma once

#include "core/base/clock.h"
#include "core/link/networksettings.h"
#include "core/link/proxylogins.h"

#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QThreadPool>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pc::link {

struct Way
{
    QNetworkProxy proxy { QNetworkProxy::NoProxy }; ///< With the login, when one is known.
    QSslConfiguration tls;
    quint64 generation = 0; ///< Connections of another one are not to be used again.

    bool isDirect() const { return proxy.type() == QNetworkProxy::NoProxy; }
    QString proxyName() const; ///< "host:port", or empty.
};

class Network : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(const Way &)>;

    /// Both outlive this.
    Network(ProxyLogins &logins, Clock &clock);
    ~Network() override;

    /// For connections from now on.
    void use(const NetworkSettings &settings);
    const NetworkSettings &settings() const { return m_settings; }

    /// The way to that address; replies once, now or later, and not at all when this goes before.
    void findWay(const QUrl &to, Reply reply);

    /// A proxy did not let a connection on that way through without a login, or with this one.
    void refusedByProxy(const Way &way);

    /// There may be another login: connections that were made with the old one are not used again.
    void loginChanged() { ++m_generation; }

private:
    struct Found
    {
        QString to;
        QNetworkProxy proxy;
        MonoTime at;
    };

    class Search;

    void findSystemProxy(const QUrl &to, std::function<void(const QNetworkProxy &)> reply);
    void endSearch(Search *search, const QNetworkProxy &proxy);
    void addLogin(const QNetworkProxy &proxy, const Reply &reply);
    QSslConfiguration tls() const;

    ProxyLogins &m_logins;
    Clock &m_clock;
    NetworkSettings m_settings;
    quint64 m_generation = 1;
    std::optional<Found> m_found;
    std::vector<std::unique_ptr<Search>> m_searches;
    std::unique_ptr<QThreadPool> m_worker;
};

/// Whether that host is this computer.
bool isLoopbackHost(const QString &host);

} // namespace pc::link
