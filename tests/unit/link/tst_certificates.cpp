// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a client believes: the system's authorities, or a school's own and then no others (row W14 of the hardening table).
// The relay has a name that nobody can look up and is reached through a proxy; real handshakes, certificates made anew.

#include "core/base/fakeclock.h"
#include "core/base/random.h"
#include "core/link/httpapi.h"
#include "core/link/ownroots.h"
#include "core/link/relaylink.h"
#include "core/link/selftest.h"
#include "tests/support/scriptedproxy/scriptedproxy.h"
#include "tests/support/scriptedway/scriptedway.h"
#include "tests/support/testauthority/testauthority.h"

#include <QProcess>
#include <QTest>

#include "faketokens.h"
#include "scriptedrelay.h"

using namespace pc;
using namespace pc::link;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

const QString kRightName = QStringLiteral("DNS:relay.school.example");
const QString kWrongName = QStringLiteral("DNS:relay.other.example");

class PlainGreeter final : public Greeter
{
public:
    wire::Hello hello() override { return {}; }
};

RelayAddress farRelay()
{
    return RelayAddress::fromText(QStringLiteral("https://relay.school.example:8443")).value();
}

} // namespace

class TestCertificates : public QObject
{
    Q_OBJECT

    TestAuthority m_system { QStringLiteral("Everybody's") };
    TestAuthority m_school { QStringLiteral("The School's") };
    QSslConfiguration m_usual;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_system.isMade() && m_school.isMade(), "the openssl command is missing or failed");
        m_usual = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = m_usual;
        trusting.setCaCertificates(QSslCertificate::fromData(m_system.root()));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }

    void cleanupTestCase() { QSslConfiguration::setDefaultConfiguration(m_usual); }

    void oneAuthorityIsBelieved_data()
    {
        QTest::addColumn<bool>("hasOwnRoot");
        QTest::addColumn<QString>("signedBy");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("isBelieved");
        const auto row = [](const char *title, bool hasOwn, const char *by, const QString &name, int days, bool yes) {
            QTest::newRow(title) << hasOwn << QString::fromLatin1(by) << name << days << yes;
        };
        row("the system's, right", false, "system", kRightName, 1, true);
        row("the system's, another name", false, "system", kWrongName, 1, false);
        row("the system's, expired", false, "system", kRightName, -1, false);
        row("the system does not know it", false, "school", kRightName, 1, false);
        row("signed by itself", false, "itself", kRightName, 1, false);
        row("the school's own, right", true, "school", kRightName, 1, true);
        row("the school's own, another name", true, "school", kWrongName, 1, false);
        row("the school's own, expired", true, "school", kRightName, -1, false);
        row("the school has its own, signed by itself", true, "itself", kRightName, 1, false);
        row("the school has its own, the system knows it", true, "system", kRightName, 1, false);
    }

    void oneAuthorityIsBelieved()
    {
        QFETCH(bool, hasOwnRoot);
        QFETCH(QString, signedBy);
        QFETCH(QString, name);
        QFETCH(int, days);
        QFETCH(bool, isBelieved);
        const TestAuthority &authority = signedBy == QLatin1StringView("school") ? m_school : m_system;
        const auto tls = signedBy == QLatin1StringView("itself")
            ? authority.issueSelfSigned(QStringLiteral("leaf"), name)
            : authority.issue(QStringLiteral("leaf"), name, days);
        QVERIFY(tls);
        ScriptedRelay relay(ScriptedRelay::Tls::On);
        relay.setTls(*tls);
        QVERIFY(relay.listen());
        ScriptedProxy proxy(ScriptedProxy::Kind::Http, relay.port());
        FakeClock clock;
        ScriptedWay way { clock };
        way.network.use({ { ProxyKind::Http, QStringLiteral("127.0.0.1"), proxy.port() },
            hasOwnRoot ? m_school.root() : QByteArray() });

        HttpApi api(farRelay(), way.network, clock);
        std::optional<Result<SelfInfo>> answer;
        api.self(QStringLiteral("T"), [&answer](const Result<SelfInfo> &result) { answer = result; });
        QTRY_VERIFY(answer);
        // A scripted relay speaks WebSocket only: what came through the handshake is no word of HTTP for it.
        QCOMPARE(answer->code() == Errc::CertificateRefused, !isBelieved);

        SeededRandom random { 5 };
        FakeTokens tokens;
        PlainGreeter greeter;
        RelayLink link(farRelay(), greeter, tokens, way.network, clock, random);
        std::optional<Errc> reason;
        connect(
            &link, &Link::phaseChanged, &link, [&reason](LinkPhase, const std::optional<Errc> &why) { reason = why; });
        link.open();
        clock.advance(0ms);
        if (isBelieved) {
            QTRY_VERIFY(relay.last<wire::Hello>());
            return;
        }
        QTRY_COMPARE(link.phase(), LinkPhase::Refused);
        QCOMPARE(reason, Errc::CertificateRefused);
        QCOMPARE(relay.connections(), 0);
    }

    void anOwnRootIsUsedFromTheNextQuestionOn()
    {
        const auto tls = m_system.issue(QStringLiteral("leaf"), kRightName);
        QVERIFY(tls);
        ScriptedRelay relay(ScriptedRelay::Tls::On);
        relay.setTls(*tls);
        QVERIFY(relay.listen());
        ScriptedProxy proxy(ScriptedProxy::Kind::Http, relay.port());
        FakeClock clock;
        ScriptedWay way { clock };
        HttpApi api(farRelay(), way.network, clock);
        const ProxyChoice through { ProxyKind::Http, QStringLiteral("127.0.0.1"), proxy.port() };
        for (const bool hasOwnRoot : { false, true, false }) {
            way.network.use({ through, hasOwnRoot ? m_school.root() : QByteArray() });
            std::optional<Result<SelfInfo>> answer;
            api.self(QStringLiteral("T"), [&answer](const Result<SelfInfo> &result) { answer = result; });
            QTRY_VERIFY(answer);
            QCOMPARE(answer->code() == Errc::CertificateRefused, hasOwnRoot);
        }
    }

    void nothingOlderThanTls12IsSpoken_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("isSpoken");
        QTest::newRow("1.1") << QStringLiteral("-tls1_1") << false;
        QTest::newRow("1.2") << QStringLiteral("-tls1_2") << true;
        QTest::newRow("1.3") << QStringLiteral("-tls1_3") << true;
    }

    void nothingOlderThanTls12IsSpoken()
    {
        QFETCH(QString, version);
        QFETCH(bool, isSpoken);
        QVERIFY(m_school.issue(QStringLiteral("leaf"), QStringLiteral("IP:127.0.0.1")));
        QProcess server;
        server.start(QStringLiteral("openssl"),
            { QStringLiteral("s_server"), version, QStringLiteral("-cipher"), QStringLiteral("DEFAULT@SECLEVEL=0"),
                QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"), QStringLiteral("-www"),
                QStringLiteral("-cert"), m_school.path(QStringLiteral("leaf.pem")), QStringLiteral("-key"),
                m_school.path(QStringLiteral("leaf.key")) });
        QByteArray said;
        QTRY_VERIFY((said += server.readAllStandardOutput()).contains("ACCEPT 127.0.0.1:") && said.endsWith('\n'));
        const QByteArray port = said.mid(said.lastIndexOf(':') + 1).trimmed();
        FakeClock clock;
        ScriptedWay way { clock };
        way.network.use({ {}, m_school.root() });
        const auto relay = RelayAddress::fromText(QStringLiteral("https://127.0.0.1:") + QString::fromLatin1(port));
        SelfTest check(*relay, way.network, nullptr, clock);
        check.start();
        const CheckLine &encryption = check.report().line(CheckStep::Encryption);
        QTRY_VERIFY(encryption.outcome == CheckOutcome::Passed || encryption.outcome == CheckOutcome::Failed);
        QCOMPARE(encryption.outcome == CheckOutcome::Passed, isSpoken);
        QCOMPARE(encryption.finding, isSpoken ? CheckFinding::Nothing : CheckFinding::NoEncryption);
        server.kill();
        QVERIFY(server.waitForFinished(10'000));
    }

    void filesAreTakenWholeOrNotAtAll_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("refusedAs");
        QVERIFY(m_school.issue(QStringLiteral("over"), kRightName, -1));
        const QByteArray root = m_school.root();
        const QByteArray der = QSslCertificate(root).toDer();
        QByteArray damaged = root;
        damaged[root.size() / 2] = '!';
        QByteArray unfinished = root + root;
        unfinished.chop(40);
        const auto row = [](const char *title, const QByteArray &bytes, const char *as) {
            QTest::newRow(title) << bytes << QString::fromLatin1(as);
        };
        row("one", root, "");
        row("as DER", der, "");
        row("two, with words around", "Our school:\n" + root + "\nand\n" + m_system.root(), "");
        row("empty", {}, "invalid");
        row("words", "please", "invalid");
        row("damaged", damaged, "invalid");
        row("DER, cut", der.chopped(1), "invalid");
        row("the second one is cut", unfinished, "invalid");
        row("a key", m_school.rootKey(), "forbidden");
        row("a key beside it", root + m_school.rootKey(), "forbidden");
        row("expired", m_school.bytesOf(QStringLiteral("over.pem")), "expired");
        row("nine", root.repeated(9), "invalid");
        row("too large", root + QByteArray(64 * 1024, '\n'), "too_large");
    }

    void filesAreTakenWholeOrNotAtAll()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, refusedAs);
        const auto roots = parseOwnRoots(bytes, SystemClock().utcNow());
        QCOMPARE(roots ? QString() : QString(wireName(roots.code())), refusedAs);
        if (!roots)
            return;
        QCOMPARE(roots->name, QStringLiteral("The School's"));
        QCOMPARE(roots->fingerprint.size(), 64);
        QVERIFY(roots->pem.startsWith("-----BEGIN CERTIFICATE-----") && !roots->pem.contains("Our school"));
        const auto again = parseOwnRoots(roots->pem, SystemClock().utcNow());
        QVERIFY(again && *again == *roots);
        QCOMPARE(describeRoots(roots->pem), *roots);
    }

    void aRootIsNotBelievedBeforeOrAfterItsTime()
    {
        QCOMPARE(parseOwnRoots(m_school.root(), utcFromMilliseconds(0)).code(), Errc::Expired);
        QCOMPARE(
            parseOwnRoots(m_school.root(), SystemClock().utcNow() + std::chrono::hours(24 * 3)).code(), Errc::Expired);
    }
};

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
