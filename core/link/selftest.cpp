// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/selftest.h"

#include "core/link/socket.h"

#include <QHostAddress>
#include <QPointer>
#include <QSslCertificate>
#include <QSslError>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

constexpr Milliseconds kStepDeadline { 10'000 };
constexpr int kHttpsPort = 443;
constexpr int kHttpPort = 80;
constexpr qsizetype kLongestIssuer = 100;

/// Whether what comes after a failed step could still tell anything.
bool endsAll(CheckStep step)
{
    return step != CheckStep::WebSocket && step != CheckStep::Polls;
}

CheckFinding findingOf(const QList<QSslError> &errors)
{
    const auto has = [&errors](std::initializer_list<QSslError::SslError> kinds) {
        return std::any_of(errors.begin(), errors.end(), [&kinds](const QSslError &error) {
            return std::find(kinds.begin(), kinds.end(), error.error()) != kinds.end();
        });
    };
    // What a wrong clock does comes first: it is what people can mend.
    if (has({ QSslError::CertificateExpired }))
        return CheckFinding::CertificateExpired;
    if (has({ QSslError::CertificateNotYetValid }))
        return CheckFinding::CertificateNotYetValid;
    if (has({ QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
            QSslError::UnableToGetIssuerCertificate, QSslError::UnableToGetLocalIssuerCertificate,
            QSslError::UnableToVerifyFirstCertificate, QSslError::CertificateUntrusted }))
        return CheckFinding::IssuerUnknown;
    if (has({ QSslError::HostNameMismatch }))
        return CheckFinding::NameWrong;
    return CheckFinding::CertificateBad;
}

/// What an HTTP step says when the relay did not say what it should.
CheckFinding findingOf(Errc code, CheckFinding otherwise)
{
    switch (code) {
    case Errc::Timeout:
        return CheckFinding::TooSlow;
    case Errc::ProxyRefused:
        return CheckFinding::ProxyAsks;
    case Errc::CertificateRefused:
        return CheckFinding::CertificateBad;
    case Errc::Unavailable:
    case Errc::RateLimited:
        return CheckFinding::Busy;
    default:
        return otherwise;
    }
}

} // namespace

void SelfTest::DeleteLater::operator()(QObject *object) const
{
    object->disconnect();
    object->deleteLater();
}

SelfTest::SelfTest(const RelayAddress &relay, Network &network, AccessTokens *tokens, Clock &clock)
    : m_relay(relay)
    , m_network(network)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_deadline(clock.makeTimer([this] { fail(CheckFinding::TooSlow); }))
    , m_caller(network, clock)
{
    for (const CheckStep step : kCheckSteps)
        m_report.lines[size_t(step)].step = step;
    m_report.hasOwnRoots = !network.settings().ownRoots.isEmpty();
}

SelfTest::~SelfTest()
{
    stopStep();
}

// ---- One step after the other

void SelfTest::start()
{
    if (m_turn == 0)
        begin(0);
}

void SelfTest::begin(size_t at)
{
    m_at = at;
    ++m_turn;
    m_since = m_clock.monotonicNow();
    line().outcome = CheckOutcome::Running;
    m_deadline->start(kStepDeadline);
    const QPointer<SelfTest> self(this);
    Q_EMIT changed(m_report);
    if (!self)
        return;
    switch (line().step) {
    case CheckStep::Name:
        return resolveName();
    case CheckStep::Address:
        return reach();
    case CheckStep::Encryption:
        return encrypt();
    case CheckStep::Relay:
        return askRelay();
    case CheckStep::WebSocket:
        return openWebSocket();
    case CheckStep::Polls:
        return askPolls();
    case CheckStep::SignIn:
        return askWhoIsThere();
    }
}

void SelfTest::end(CheckOutcome outcome, CheckFinding finding)
{
    ++m_turn;
    CheckLine &done = line();
    done.outcome = outcome;
    done.finding = finding;
    done.took = m_clock.monotonicNow() - m_since;
    stopStep();
    const bool isLast = m_at + 1 == m_report.lines.size();
    if (isLast || (outcome == CheckOutcome::Failed && endsAll(done.step))) {
        finish();
        return;
    }
    const QPointer<SelfTest> self(this);
    Q_EMIT changed(m_report);
    // Not within this one's answer, whose sender may not have returned.
    const quint64 turn = m_turn;
    if (self)
        QMetaObject::invokeMethod(
            this,
            [this, turn] {
                if (isAt(turn))
                    begin(m_at + 1);
            },
            Qt::QueuedConnection);
}

void SelfTest::stopStep()
{
    m_deadline->stop();
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    if (m_pipe) {
        m_pipe->disconnect(this);
        m_pipe->close();
        m_pipe.reset();
    }
}

void SelfTest::finish()
{
    for (size_t rest = m_at + 1; rest < m_report.lines.size(); ++rest) {
        m_report.lines[rest].outcome = CheckOutcome::Skipped;
        m_report.lines[rest].finding = CheckFinding::EarlierFailure;
    }
    m_socket.reset();
    m_report.isDone = true;
    Q_EMIT changed(m_report);
}

// ---- Sockets

void SelfTest::resolveName()
{
    const QPointer<SelfTest> self(this);
    const quint64 turn = m_turn;
    m_network.findWay(m_relay.url(), [self, turn](const Way &way) {
        if (self && self->isAt(turn))
            self->lookUp(way);
    });
}

void SelfTest::lookUp(const Way &way)
{
    m_way = way;
    m_report.proxy = way.proxyName();
    const QString host = m_relay.url().host();
    if (!way.isDirect())
        skip(CheckFinding::ProxyLooksUp);
    else if (!QHostAddress(host).isNull())
        skip(CheckFinding::NumericAddress);
    else
        m_lookup = QHostInfo::lookupHost(host, this, &SelfTest::onLookedUp);
}

void SelfTest::onLookedUp(const QHostInfo &found)
{
    if (found.lookupId() != std::exchange(m_lookup, -1))
        return;
    if (found.error() == QHostInfo::NoError && !found.addresses().isEmpty())
        pass();
    else
        fail(CheckFinding::NameUnknown);
}

void SelfTest::reach()
{
    m_socket.reset(std::make_unique<QSslSocket>().release());
    connect(m_socket.get(), &QSslSocket::connected, this, [this] {
        if (line().step == CheckStep::Address)
            pass();
    });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &SelfTest::onSocketError);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, &SelfTest::onSslErrors);
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] {
        noteCertificate();
        pass();
    });
    m_socket->setProxy(m_way.proxy);
    m_socket->setSslConfiguration(m_way.tls);
    const QUrl url = m_relay.url();
    m_socket->setPeerVerifyName(url.host(QUrl::FullyEncoded));
    m_socket->connectToHost(
        url.host(QUrl::FullyEncoded), quint16(url.port(m_relay.isEncrypted() ? kHttpsPort : kHttpPort)));
}

void SelfTest::onSocketError(QAbstractSocket::SocketError error)
{
    const bool isRunning = line().outcome == CheckOutcome::Running;
    if (isRunning && line().step == CheckStep::Encryption) {
        fail(CheckFinding::NoEncryption);
        return;
    }
    if (!isRunning || line().step != CheckStep::Address)
        return; // that it hangs up later says nothing
    switch (error) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        m_network.refusedByProxy(m_way);
        return fail(CheckFinding::ProxyAsks);
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return fail(CheckFinding::ProxyUnreachable);
    case QAbstractSocket::ConnectionRefusedError:
        return fail(CheckFinding::NobodyListens);
    case QAbstractSocket::HostNotFoundError:
        return fail(CheckFinding::NameUnknown);
    default:
        return fail(m_way.isDirect() ? CheckFinding::Unreachable : CheckFinding::ProxyForbids);
    }
}

void SelfTest::encrypt()
{
    if (!m_relay.isEncrypted())
        skip(CheckFinding::NotEncrypted);
    else if (m_socket->state() != QAbstractSocket::ConnectedState)
        fail(CheckFinding::NoEncryption);
    else
        m_socket->startClientEncryption();
}

void SelfTest::onSslErrors(const QList<QSslError> &errors)
{
    if (line().step != CheckStep::Encryption || line().outcome != CheckOutcome::Running)
        return;
    noteCertificate();
    fail(findingOf(errors));
}

void SelfTest::noteCertificate()
{
    const QSslCertificate shown = m_socket->peerCertificate();
    const QStringList organisations = shown.issuerInfo(QSslCertificate::Organization);
    const QStringList names = shown.issuerInfo(QSslCertificate::CommonName);
    m_report.issuer = (organisations.isEmpty() ? names : organisations).value(0).left(kLongestIssuer);
    if (shown.expiryDate().isValid())
        m_report.validUntil = utcFromMilliseconds(shown.expiryDate().toMSecsSinceEpoch());
}

// ---- The relay

void SelfTest::askRelay()
{
    m_socket.reset();
    QUrl url = m_relay.url();
    url.setPath(QStringLiteral("/healthz"));
    const quint64 turn = m_turn;
    m_caller.ask({ "GET", url, {}, {} }, [this, turn](const Result<QByteArray> &answer) {
        if (!isAt(turn))
            return;
        if (!answer)
            fail(findingOf(answer.code(), CheckFinding::SomethingElse));
        else if (answer->trimmed() != "ok")
            fail(CheckFinding::SomethingElse);
        else
            pass();
    });
}

void SelfTest::openWebSocket()
{
    m_pipe.reset(std::make_unique<Socket>(m_relay.socketUrl(), m_network).release());
    connect(m_pipe.get(), &Pipe::opened, this, [this] { pass(); });
    connect(m_pipe.get(), &Pipe::lost, this,
        [this](const Error &why) { fail(findingOf(why.code, CheckFinding::NoWebSocket)); });
    m_pipe->open();
}

/// Without a token: that the relay itself says no is the sign that polls get through.
void SelfTest::askPolls()
{
    QUrl url = m_relay.apiUrl(QStringLiteral("frames"));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("after"), QStringLiteral("0"));
    query.addQueryItem(QStringLiteral("wait"), QStringLiteral("0"));
    url.setQuery(query);
    const quint64 turn = m_turn;
    m_caller.ask({ "GET", url, {}, {} }, [this, turn](const Result<QByteArray> &answer) {
        if (!isAt(turn))
            return;
        if (!answer && answer.code() == Errc::Unauthenticated)
            pass();
        else
            fail(answer ? CheckFinding::NoPolls : findingOf(answer.code(), CheckFinding::NoPolls));
    });
}

void SelfTest::askWhoIsThere()
{
    if (!m_tokens) {
        skip(CheckFinding::NobodySignedIn);
        return;
    }
    const QPointer<SelfTest> self(this);
    const quint64 turn = m_turn;
    m_tokens->accessToken(AccessTokens::Wanted::Current, [self, turn](const Result<QString> &token) {
        if (!self || !self->isAt(turn))
            return;
        if (token)
            self->askSelf(*token);
        else if (token.code() == Errc::Unauthenticated || token.code() == Errc::Forbidden)
            self->fail(CheckFinding::SignedOut);
        else
            self->fail(findingOf(token.code(), CheckFinding::NoAnswer));
    });
}

void SelfTest::askSelf(const QString &token)
{
    const quint64 turn = m_turn;
    m_caller.ask(
        { "GET", m_relay.apiUrl(QStringLiteral("self")), token, {} }, [this, turn](const Result<QByteArray> &answer) {
            if (!isAt(turn))
                return;
            if (answer)
                pass();
            else if (answer.code() == Errc::Unauthenticated || answer.code() == Errc::Forbidden)
                fail(CheckFinding::SignedOut);
            else
                fail(findingOf(answer.code(), CheckFinding::NoAnswer));
        });
}

} // namespace pc::link
