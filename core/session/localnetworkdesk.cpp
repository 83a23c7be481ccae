// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/localnetworkdesk.h"

#include "core/session/promised.h"
#include "core/vault/atomicfile.h"

#include <utility>

namespace pc::session {

namespace {

const QString kStoredProxy = QStringLiteral("network_proxy");
const QString kStoredRoots = QStringLiteral("network_roots");

Error networkNotOpen()
{
    return { Errc::Conflict, QStringLiteral("the store is not open") };
}

/// What cannot be read is as new settings would be: a wrong proxy must not lock anybody out. Roots are never dropped so.
Result<NetworkSettings> loadNetwork(store::Settings &settings)
{
    const auto proxy = settings.value(kStoredProxy);
    const auto roots = settings.value(kStoredRoots);
    if (!proxy || !roots)
        return proxy ? roots.error() : proxy.error();
    const auto choice = link::proxyFromText(QString::fromUtf8(proxy->value_or(QByteArray())));
    return NetworkSettings { choice ? *choice : ProxyChoice {}, roots->value_or(QByteArray()) };
}

Result<void> saveNetwork(store::Settings &settings, const NetworkSettings &network)
{
    const auto proxy = settings.setValue(kStoredProxy, link::textOf(network.proxy).toUtf8());
    if (!proxy)
        return proxy;
    return network.ownRoots.isEmpty() ? settings.removeValue(kStoredRoots)
                                      : settings.setValue(kStoredRoots, network.ownRoots);
}

} // namespace

LocalNetworkDesk::LocalNetworkDesk(std::optional<NetworkSettings> given, Clock &clock, QObject *parent)
    : NetworkDesk(parent)
    , m_given(std::move(given))
    , m_clock(clock)
{
}

LocalNetworkDesk::~LocalNetworkDesk()
{
    close();
}

Result<void> LocalNetworkDesk::open(store::Store &store, vault::Vault &vault)
{
    close();
    const auto stored = loadNetwork(store.settings);
    if (!stored)
        return stored.error();
    m_store = &store;
    m_logins = std::make_unique<ProxyKeeper>(vault);
    m_network = std::make_unique<link::Network>(*m_logins, m_clock);
    m_network->use(m_given.value_or(*stored));
    connect(m_logins.get(), &ProxyKeeper::asked, this, &NetworkDesk::proxyAsked);
    connect(m_logins.get(), &ProxyKeeper::answered, this, [this] {
        m_network->loginChanged();
        Q_EMIT proxyAnswered();
    });
    return {};
}

void LocalNetworkDesk::close()
{
    m_check.reset();
    setSignedIn({}, nullptr);
    m_network.reset();
    m_logins.reset();
    m_store = nullptr;
}

void LocalNetworkDesk::setSignedIn(const std::optional<link::RelayAddress> &relay, link::AccessTokens *tokens)
{
    m_check.reset(); // it may hold the tokens
    m_relay = relay;
    m_tokens = tokens;
}

// ---- Settings

QFuture<Result<NetworkState>> LocalNetworkDesk::state()
{
    return promised<NetworkState>(
        this, [this](const std::function<void(Result<NetworkState>)> &reply) { reply(stateNow()); });
}

Result<NetworkState> LocalNetworkDesk::stateNow() const
{
    if (!m_store)
        return networkNotOpen();
    const NetworkSettings &settings = m_network->settings();
    if (settings.ownRoots.isEmpty())
        return NetworkState { settings, {} };
    // One that has ended meanwhile is still what is believed, and then nothing verifies: it has to be seen.
    return NetworkState { settings, link::describeRoots(settings.ownRoots) };
}

QFuture<Result<void>> LocalNetworkDesk::change(const NetworkSettings &settings)
{
    return promised<void>(
        this, [this, settings](const std::function<void(Result<void>)> &reply) { reply(changeNow(settings)); });
}

Result<void> LocalNetworkDesk::changeNow(const NetworkSettings &settings)
{
    if (!m_store)
        return networkNotOpen();
    if (settings == m_network->settings())
        return {};
    if (!link::proxyFromText(link::textOf(settings.proxy)))
        return Error { Errc::Invalid, QStringLiteral("no proxy") };
    if (!settings.ownRoots.isEmpty() && settings.ownRoots != m_network->settings().ownRoots) {
        if (const auto roots = link::parseOwnRoots(settings.ownRoots, m_clock.utcNow()); !roots)
            return roots.error();
    }
    const auto saved = m_store->transact([&] { return saveNetwork(m_store->settings, settings); });
    if (!saved)
        return saved;
    m_given.reset();
    m_network->use(settings);
    Q_EMIT settingsChanged();
    return {};
}

QFuture<Result<OwnRoots>> LocalNetworkDesk::readRoots(const QString &path)
{
    return promised<OwnRoots>(this, [this, path](const std::function<void(Result<OwnRoots>)> &reply) {
        const auto bytes = vault::readWhole(path, link::kLargestRootsBytes);
        reply(bytes ? link::parseOwnRoots(*bytes, m_clock.utcNow()) : Result<OwnRoots>(bytes.error()));
    });
}

// ---- The proxy's password

void LocalNetworkDesk::answerProxy(const ProxyLogin &login)
{
    QMetaObject::invokeMethod(
        this,
        [this, login] {
            if (m_logins)
                m_logins->answer(login);
        },
        Qt::QueuedConnection);
}

void LocalNetworkDesk::declineProxy()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_logins)
                m_logins->decline();
        },
        Qt::QueuedConnection);
}

// ---- A check of the connection

QFuture<Result<void>> LocalNetworkDesk::check(const QUrl &relay)
{
    return promised<void>(
        this, [this, relay](const std::function<void(Result<void>)> &reply) { reply(checkNow(relay)); });
}

Result<void> LocalNetworkDesk::checkNow(const QUrl &relay)
{
    if (!m_store)
        return networkNotOpen();
    const auto given = link::RelayAddress::fromUrl(relay);
    if (!relay.isEmpty() && !given)
        return given.error();
    const auto address = relay.isEmpty() ? m_relay : std::optional(*given);
    if (!address)
        return Error { Errc::Invalid, QStringLiteral("no address to check") };
    m_check = std::make_unique<link::SelfTest>(*address, *m_network, address == m_relay ? m_tokens : nullptr, m_clock);
    connect(m_check.get(), &link::SelfTest::changed, this, &NetworkDesk::checkChanged);
    m_check->start();
    return {};
}

void LocalNetworkDesk::endCheck()
{
    QMetaObject::invokeMethod(
        this, [this] { m_check.reset(); }, Qt::QueuedConnection);
}

} // namespace pc::session
