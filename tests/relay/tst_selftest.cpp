// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a connection against a real relay and what may stand in its place: each fault is found at its step, in
// words that fit it, and what stands on that step is left out. Deadlines are the test's to move.

#include "core/base/fakeclock.h"
#include "core/link/selftest.h"
#include "tests/support/faultproxy/faultproxythread.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedproxy/scriptedproxy.h"
#include "tests/support/scriptedway/scriptedway.h"
#include "tests/support/testauthority/testauthority.h"

#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace pc;
using namespace pc::link;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

const QString kName = QStringLiteral("relay.school.example");

class OneToken final : public AccessTokens
{
public:
    void accessToken(Wanted, Reply reply) override
    {
        if (isSilent)
            held.push_back(std::move(reply));
        else
            reply(token);
    }

    Result<QString> token = QString();
    bool isSilent = false;
    std::vector<Reply> held;
};

struct Failure
{
    CheckStep step;
    CheckFinding finding;

    bool operator==(const Failure &) const = default;
};

/// A check with what it needs; every report that it made.
struct Check
{
    explicit Check(const QString &address, AccessTokens *tokens = nullptr)
        : relay(RelayAddress::fromText(address).value())
        , who(tokens)
    {
    }

    /// Runs it to its end; time passes by steps while `mayWait`.
    bool run(bool mayWait = false)
    {
        test = std::make_unique<SelfTest>(relay, way.network, who, clock);
        QObject::connect(
            test.get(), &SelfTest::changed, test.get(), [this](const CheckReport &now) { reports.push_back(now); });
        test->start();
        return QTest::qWaitFor(
            [this, mayWait] {
                if (mayWait)
                    clock.advance(100ms);
                return test->report().isDone;
            },
            20'000);
    }

    const CheckReport &report() const { return test->report(); }
    CheckOutcome outcome(CheckStep step) const { return report().line(step).outcome; }
    CheckFinding finding(CheckStep step) const { return report().line(step).finding; }

    std::vector<Failure> failures() const
    {
        std::vector<Failure> found;
        for (const CheckLine &line : report().lines) {
            if (line.outcome == CheckOutcome::Failed)
                found.push_back({ line.step, line.finding });
        }
        return found;
    }

    /// Whether all behind `step` was left out for that reason.
    bool leavesOutAllBehind(CheckStep step) const
    {
        return std::all_of(
            report().lines.begin() + ptrdiff_t(step) + 1, report().lines.end(), [](const CheckLine &line) {
                return line.outcome == CheckOutcome::Skipped && line.finding == CheckFinding::EarlierFailure;
            });
    }

    void useProxy(const ScriptedProxy &proxy, const QByteArray &roots = {})
    {
        way.network.use({ { ProxyKind::Http, QStringLiteral("127.0.0.1"), proxy.port() }, roots });
    }

    RelayAddress relay;
    AccessTokens *who;
    FakeClock clock;
    ScriptedWay way { clock };
    std::unique_ptr<SelfTest> test;
    std::vector<CheckReport> reports;
};

QString local(quint16 port, const QString &scheme = QStringLiteral("http"))
{
    return QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(port);
}

using Failures = std::vector<Failure>;

} // namespace

#define ONLY_FAILED(check, step, finding)                                                                              \
    QCOMPARE(check.failures(), (Failures { { step, finding } }));                                                      \
    QVERIFY(check.leavesOutAllBehind(step))

class TestSelfTest : public QObject
{
    Q_OBJECT

    TestAuthority m_school { QStringLiteral("The School's") };
    std::unique_ptr<TestRelay> m_relay;
    Enrolled m_mother;
    OneToken m_token;

    void start(bool encrypted = false)
    {
        if (encrypted) {
            QVERIFY(m_school.issue(QStringLiteral("relay"), QStringLiteral("DNS:") + kName));
            m_relay->options().tls
                = { m_school.path(QStringLiteral("relay.pem")), m_school.path(QStringLiteral("relay.key")) };
        }
        QVERIFY(m_relay->start());
        m_mother = m_relay->enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        m_token.token = m_mother.accessToken;
        m_token.isSilent = false;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_school.isMade(), "the openssl command is missing or failed"); }
    void init() { m_relay = std::make_unique<TestRelay>(); }
    void cleanup() { m_relay.reset(); }

    void allIsWellAndStepsComeInOrder()
    {
        start(true);
        ScriptedProxy proxy(ScriptedProxy::Kind::Http, m_relay->port());
        Check check(QStringLiteral("https://%1:8443").arg(kName), &m_token);
        check.useProxy(proxy, m_school.root());
        QVERIFY(check.run());
        QCOMPARE(check.failures(), Failures {});
        QCOMPARE(check.finding(CheckStep::Name), CheckFinding::ProxyLooksUp);
        for (const CheckStep step : kCheckSteps)
            QCOMPARE(check.outcome(step), step == CheckStep::Name ? CheckOutcome::Skipped : CheckOutcome::Passed);
        QCOMPARE(check.report().proxy, proxy.name());
        QCOMPARE(check.report().issuer, QStringLiteral("The School's"));
        QVERIFY(check.report().validUntil && check.report().hasOwnRoots);
        size_t ended = 0;
        for (const CheckReport &report : check.reports) {
            const auto open = std::find_if(report.lines.begin(), report.lines.end(), [](const CheckLine &line) {
                return line.outcome == CheckOutcome::Waiting || line.outcome == CheckOutcome::Running;
            });
            QVERIFY(std::all_of(open == report.lines.end() ? open : open + 1, report.lines.end(),
                [](const CheckLine &line) { return line.outcome == CheckOutcome::Waiting; }));
            QVERIFY(size_t(open - report.lines.begin()) >= ended);
            ended = size_t(open - report.lines.begin());
        }
        QCOMPARE(check.clock.activeTimers(), 0);
    }

    void whatDoesNotApplyIsLeftOut()
    {
        start();
        Check check(local(m_relay->port()));
        QVERIFY(check.run());
        QCOMPARE(check.failures(), Failures {});
        QCOMPARE(check.finding(CheckStep::Name), CheckFinding::NumericAddress);
        QCOMPARE(check.finding(CheckStep::Encryption), CheckFinding::NotEncrypted);
        QCOMPARE(check.finding(CheckStep::SignIn), CheckFinding::NobodySignedIn);
        QCOMPARE(check.outcome(CheckStep::Polls), CheckOutcome::Passed);
        QVERIFY(check.report().proxy.isEmpty() && !check.report().validUntil);
    }

    void aNameThatNobodyKnows()
    {
        qputenv("RES_OPTIONS", "timeout:1 attempts:1");
        Check check(QStringLiteral("https://relay.invalid"));
        QVERIFY(check.run());
        ONLY_FAILED(check, CheckStep::Name, CheckFinding::NameUnknown);
    }

    void aLocalNameIsLookedUp()
    {
        start();
        Check check(QStringLiteral("http://localhost:%1").arg(m_relay->port()));
        QVERIFY(check.run());
        QCOMPARE(check.outcome(CheckStep::Name), CheckOutcome::Passed);
    }

    void aPortThatNobodyListensAt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        Check check(local(port));
        QVERIFY(check.run());
        ONLY_FAILED(check, CheckStep::Address, CheckFinding::NobodyListens);
    }

    void aProxyInTheWay_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<bool>("asks");
        QTest::addColumn<bool>("isGone");
        QTest::addColumn<CheckFinding>("finding");
        const auto row = [](const char *title, ScriptedProxy::Mood mood, bool asks, bool isGone, CheckFinding finding) {
            QTest::newRow(title) << int(mood) << asks << isGone << finding;
        };
        row("asks for a login", ScriptedProxy::Mood::Willing, true, false, CheckFinding::ProxyAsks);
        row("forbids", ScriptedProxy::Mood::Forbids, false, false, CheckFinding::ProxyForbids);
        row("is not there", ScriptedProxy::Mood::Willing, false, true, CheckFinding::ProxyUnreachable);
        row("says nothing", ScriptedProxy::Mood::Silent, false, false, CheckFinding::TooSlow);
    }

    void aProxyInTheWay()
    {
        QFETCH(int, mood);
        QFETCH(bool, asks);
        QFETCH(bool, isGone);
        QFETCH(CheckFinding, finding);
        start();
        auto proxy = std::make_unique<ScriptedProxy>(ScriptedProxy::Kind::Http, m_relay->port());
        proxy->setMood(ScriptedProxy::Mood(mood));
        if (asks)
            proxy->setLogin("ana", "word");
        Check check(QStringLiteral("http://%1:8080").arg(kName), &m_token);
        check.useProxy(*proxy);
        const QString name = proxy->name();
        if (isGone)
            proxy.reset();
        QVERIFY(check.run(finding == CheckFinding::TooSlow));
        ONLY_FAILED(check, CheckStep::Address, finding);
        QCOMPARE(check.report().proxy, name);
        QCOMPARE(check.way.logins.refused.size(), size_t(asks ? 1 : 0));
    }

    void aCertificateThatIsNotBelieved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("isOwn");
        QTest::addColumn<CheckFinding>("finding");
        QTest::newRow("expired") << kName << -1 << true << CheckFinding::CertificateExpired;
        QTest::newRow("another name") << QStringLiteral("other.example") << 1 << true << CheckFinding::NameWrong;
        QTest::newRow("nobody knows who issued it") << kName << 1 << false << CheckFinding::IssuerUnknown;
    }

    void aCertificateThatIsNotBelieved()
    {
        QFETCH(QString, name);
        QFETCH(int, days);
        QFETCH(bool, isOwn);
        QFETCH(CheckFinding, finding);
        const auto tls = m_school.issue(QStringLiteral("bad"), QStringLiteral("DNS:") + name, days);
        QVERIFY(tls);
        QSslServer server;
        server.setSslConfiguration(*tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ScriptedProxy proxy(ScriptedProxy::Kind::Http, server.serverPort());
        Check check(QStringLiteral("https://%1:8443").arg(kName), &m_token);
        check.useProxy(proxy, isOwn ? m_school.root() : QByteArray());
        QVERIFY(check.run());
        ONLY_FAILED(check, CheckStep::Encryption, finding);
        QCOMPARE(check.report().issuer, QStringLiteral("The School's")); // so that one can see who stands between
    }

    void whoSpeaksNoTls()
    {
        start();
        Check check(local(m_relay->port(), QStringLiteral("https")));
        QVERIFY(check.run());
        ONLY_FAILED(check, CheckStep::Encryption, CheckFinding::NoEncryption);
    }

    void whoIsNoRelay_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isSilent");
        QTest::addColumn<CheckFinding>("finding");
        QTest::newRow("a page") << 200 << false << CheckFinding::SomethingElse;
        QTest::newRow("a redirection") << 302 << false << CheckFinding::SomethingElse;
        QTest::newRow("not found") << 404 << false << CheckFinding::SomethingElse;
        QTest::newRow("being repaired") << 503 << false << CheckFinding::Busy;
        QTest::newRow("says nothing") << 200 << true << CheckFinding::TooSlow;
    }

    void whoIsNoRelay()
    {
        QFETCH(int, status);
        QFETCH(bool, isSilent);
        QFETCH(CheckFinding, finding);
        ScriptedHttp http;
        http.on("/", { status, "<html>Please pay for the hotel's network</html>", "text/html", {}, isSilent, false });
        Check check(http.url(), &m_token);
        QVERIFY(check.run(isSilent));
        ONLY_FAILED(check, CheckStep::Relay, finding);
    }

    void aNetworkThatRefusesWebSocketsIsNoEnd()
    {
        start();
        FaultProxyThread network(m_relay->port());
        QVERIFY(network.setFault({ .mode = FaultMode::NoUpgrade }).ok());
        Check check(local(network.port()), &m_token);
        QVERIFY(check.run());
        QCOMPARE(check.failures(), (Failures { { CheckStep::WebSocket, CheckFinding::NoWebSocket } }));
        QCOMPARE(check.outcome(CheckStep::Polls), CheckOutcome::Passed);
        QCOMPARE(check.outcome(CheckStep::SignIn), CheckOutcome::Passed);
    }

    void aNetworkThatAnswersPollsItself()
    {
        ScriptedHttp http;
        http.on("/", { 200, "<html>No</html>", "text/html", {}, false, false });
        http.on("/healthz", { 200, "ok\n", "text/plain", {}, false, false });
        Check check(http.url());
        QVERIFY(check.run());
        QCOMPARE(check.failures(),
            (Failures {
                { CheckStep::WebSocket, CheckFinding::NoWebSocket }, { CheckStep::Polls, CheckFinding::NoPolls } }));
    }

    void aDeviceThatWasSignedOut()
    {
        start();
        QVERIFY(m_relay->revoke(m_mother.device));
        Check check(local(m_relay->port()), &m_token);
        QVERIFY(check.run());
        ONLY_FAILED(check, CheckStep::SignIn, CheckFinding::SignedOut);
    }

    void aTokenThatCannotBeHad()
    {
        start();
        m_token.token = Error { Errc::Unauthenticated, {} };
        Check signedOut(local(m_relay->port()), &m_token);
        QVERIFY(signedOut.run());
        ONLY_FAILED(signedOut, CheckStep::SignIn, CheckFinding::SignedOut);
        m_token.isSilent = true;
        Check silent(local(m_relay->port()), &m_token);
        QVERIFY(silent.run(true));
        ONLY_FAILED(silent, CheckStep::SignIn, CheckFinding::TooSlow);
        m_token.held.front()(QStringLiteral("too late"));
        ONLY_FAILED(silent, CheckStep::SignIn, CheckFinding::TooSlow);
    }

    void itMayEndAtAnyStep()
    {
        start();
        for (size_t reports = 1; reports < 2 * kCheckSteps.size(); ++reports) {
            Check check(local(m_relay->port()), &m_token);
            check.test = std::make_unique<SelfTest>(check.relay, check.way.network, check.who, check.clock);
            size_t seen = 0;
            connect(check.test.get(), &SelfTest::changed, this, [&] {
                if (++seen == reports)
                    check.test.reset();
            });
            check.test->start();
            QTRY_VERIFY(!check.test);
            QCOMPARE(check.clock.activeTimers(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestSelfTest)
#include "tst_selftest.moc"
