// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/network.h"

#include "core/base/log.h"

#include <QFutureWatcher>
#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QPointer>
#include <QPromise>
#include <QSslCertificate>

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

constexpr Milliseconds kSystemPatience { 5'000 };
constexpr Milliseconds kAnswerHolds { 60'000 };
constexpr int kEndPatience = 2'000;
constexpr size_t kMostSearches = 32;

/// http(s) for ws(s): one host, one way.
QUrl asWebUrl(const QUrl &url)
{
    QUrl web = url;
    if (url.scheme() == QLatin1StringView("wss"))
        web.setScheme(QStringLiteral("https"));
    else if (url.scheme() == QLatin1StringView("ws"))
        web.setScheme(QStringLiteral("http"));
    return web;
}

/// The first one that the system names, as one that only passes bytes on: an answer that a proxy kept, or held back until
/// it was whole, would break polls.
QNetworkProxy askSystem(const QUrl &to)
{
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(to));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

QNetworkProxy asTunnel(QNetworkProxy proxy)
{
    switch (proxy.type()) {
    case QNetworkProxy::Socks5Proxy:
        proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
        return proxy;
    case QNetworkProxy::HttpProxy:
    case QNetworkProxy::HttpCachingProxy:
        proxy.setType(QNetworkProxy::HttpProxy);
        proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
        return proxy;
    case QNetworkProxy::DefaultProxy:
    case QNetworkProxy::NoProxy:
    case QNetworkProxy::FtpCachingProxy:
        break;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

QNetworkProxy chosenProxy(const ProxyChoice &choice)
{
    const auto type = choice.kind == ProxyKind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    return asTunnel(QNetworkProxy(type, choice.host, choice.port));
}

} // namespace

bool isLoopbackHost(const QString &host)
{
    return host == QLatin1StringView("localhost") || QHostAddress(host).isLoopback();
}

QString Way::proxyName() const
{
    return isDirect() ? QString() : QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
}

/// One question to the system: ended by its answer or by the clock, whichever comes first.
class Network::Search
{
public:
    Search(Network &owner, const QUrl &to, std::function<void(const QNetworkProxy &)> reply)
        : m_to(to.toString(QUrl::FullyEncoded))
        , m_reply(std::move(reply))
        , m_deadline(owner.m_clock.makeTimer([this, &owner] {
            qCInfo(lcLink) << "the system did not name its proxy in time";
            owner.endSearch(this, QNetworkProxy(QNetworkProxy::NoProxy));
        }))
    {
        // Shared with a worker that may outlast this.
        const auto promise = std::make_shared<QPromise<QNetworkProxy>>();
        promise->start();
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher,
            [this, &owner] { owner.endSearch(this, m_watcher.result()); });
        m_watcher.setFuture(promise->future());
        m_deadline->start(kSystemPatience);
        owner.m_worker->start([promise, to] {
            promise->addResult(askSystem(to));
            promise->finish();
        });
    }

    const QString &to() const { return m_to; }
    void answer(const QNetworkProxy &proxy) const { m_reply(proxy); }

private:
    QString m_to;
    std::function<void(const QNetworkProxy &)> m_reply;
    QFutureWatcher<QNetworkProxy> m_watcher;
    std::unique_ptr<Timer> m_deadline;
};

Network::Network(ProxyLogins &logins, Clock &clock)
    : m_logins(logins)
    , m_clock(clock)
    , m_worker(std::make_unique<QThreadPool>())
{
    m_worker->setMaxThreadCount(1);
}

Network::~Network()
{
    m_searches.clear();
    m_worker->clear();
    // Whoever fetches a proxy's script from a network that is silent ends with the process: nobody waits for it.
    if (!m_worker->waitForDone(kEndPatience))
        (void)m_worker.release();
}

void Network::use(const NetworkSettings &settings)
{
    m_settings = settings;
    m_found.reset();
    ++m_generation;
}

void Network::findWay(const QUrl &to, Reply reply)
{
    const ProxyKind kind = m_settings.proxy.kind;
    if (kind == ProxyKind::None || isLoopbackHost(to.host())) {
        reply({ QNetworkProxy(QNetworkProxy::NoProxy), tls(), m_generation });
        return;
    }
    if (kind != ProxyKind::System) {
        addLogin(chosenProxy(m_settings.proxy), reply);
        return;
    }
    findSystemProxy(asWebUrl(to).adjusted(QUrl::RemovePath | QUrl::RemoveQuery),
        [this, reply = std::move(reply)](const QNetworkProxy &proxy) { addLogin(asTunnel(proxy), reply); });
}

void Network::findSystemProxy(const QUrl &to, std::function<void(const QNetworkProxy &)> reply)
{
    const bool isKnown = m_found && m_found->to == to.toString(QUrl::FullyEncoded)
        && m_clock.monotonicNow() - m_found->at < kAnswerHolds;
    if (isKnown) {
        reply(m_found->proxy);
        return;
    }
    if (m_searches.size() >= kMostSearches) {
        reply(QNetworkProxy(QNetworkProxy::NoProxy));
        return;
    }
    m_searches.push_back(std::make_unique<Search>(*this, to, std::move(reply)));
}

void Network::endSearch(Search *search, const QNetworkProxy &proxy)
{
    const auto found = std::find_if(
        m_searches.begin(), m_searches.end(), [search](const auto &known) { return known.get() == search; });
    if (found == m_searches.end())
        return;
    // It goes when the loop is next idle: its own timer or watcher may be what called.
    const std::shared_ptr<Search> ended = std::move(*found);
    m_searches.erase(found);
    QMetaObject::invokeMethod(
        this, [ended] {}, Qt::QueuedConnection);
    m_found = Found { ended->to(), proxy, m_clock.monotonicNow() };
    ended->answer(proxy);
}

void Network::addLogin(const QNetworkProxy &proxy, const Reply &reply)
{
    if (proxy.type() == QNetworkProxy::NoProxy) {
        reply({ proxy, tls(), m_generation });
        return;
    }
    const QPointer<Network> self(this);
    const Way way { proxy, {}, 0 };
    m_logins.proxyLogin(way.proxyName(), [self, proxy, reply](const std::optional<ProxyLogin> &login) {
        if (!self)
            return;
        QNetworkProxy known = proxy;
        if (login) {
            known.setUser(login->userName);
            known.setPassword(login->password);
        }
        reply({ known, self->tls(), self->m_generation });
    });
}

void Network::refusedByProxy(const Way &way)
{
    std::optional<ProxyLogin> used;
    if (!way.proxy.user().isEmpty() || !way.proxy.password().isEmpty())
        used = ProxyLogin { way.proxy.user(), way.proxy.password() };
    m_logins.proxyRefused(way.proxyName(), used);
}

QSslConfiguration Network::tls() const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_settings.ownRoots.isEmpty())
        tls.setCaCertificates(QSslCertificate::fromData(m_settings.ownRoots, QSsl::Pem));
    return tls;
}

} // namespace pc::link
