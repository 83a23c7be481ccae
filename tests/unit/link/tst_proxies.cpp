// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP and WebSockets through proxies on loopback: with and without a login, willing and not. What is asked for has a name
// that nobody can look up, so that whatever arrives came through the proxy.

#include "core/base/fakeclock.h"
#include "core/base/random.h"
#include "core/link/httpapi.h"
#include "core/link/relaylink.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedproxy/scriptedproxy.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QTest>

#include "faketokens.h"
#include "scriptedrelay.h"

using namespace pc;
using namespace pc::link;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kSelf = R"({"userId":"01234567-89ab-7def-8123-456789abcdef",)"
                         R"("schoolId":"01234567-89ab-7def-8123-456789abcde0","name":"Ana","role":"staff",)"
                         R"("label":"","deviceId":"01234567-89ab-7def-8123-456789abcde1",)"
                         R"("schoolName":"North","policy":{}})";
const QByteArray kAsked = "relay.school.example:8080";

class PlainGreeter final : public Greeter
{
public:
    wire::Hello hello() override { return {}; }
};

RelayAddress farRelay()
{
    return RelayAddress::fromText(QStringLiteral("http://relay.school.example:8080")).value();
}

/// A school behind a proxy, and what speaks to it.
struct Bench
{
    explicit Bench(ScriptedProxy::Kind kind)
        : proxy(kind, quint16(QUrl(http.url()).port()))
        , api(farRelay(), way.network, clock)
    {
        http.on("/v1/self", { 200, kSelf, "application/json", {}, false, false });
        const ProxyKind set = kind == ScriptedProxy::Kind::Http ? ProxyKind::Http : ProxyKind::Socks5;
        way.network.use({ { set, QStringLiteral("127.0.0.1"), proxy.port() }, {} });
    }

    void ask()
    {
        answer.reset();
        api.self(QStringLiteral("T"), [this](const Result<SelfInfo> &result) { answer = result; });
    }

    std::optional<Errc> failure() const { return !answer || *answer ? std::nullopt : std::optional(answer->code()); }

    FakeClock clock;
    ScriptedWay way { clock };
    ScriptedHttp http;
    ScriptedProxy proxy;
    HttpApi api;
    std::optional<Result<SelfInfo>> answer;
};

/// A link through a proxy to a scripted relay.
struct LinkBench
{
    explicit LinkBench(ScriptedProxy::Kind kind)
        : isListening(relay.listen())
        , proxy(kind, relay.port())
        , link(farRelay(), greeter, tokens, way.network, clock, random)
    {
        const ProxyKind set = kind == ScriptedProxy::Kind::Http ? ProxyKind::Http : ProxyKind::Socks5;
        way.network.use({ { set, QStringLiteral("127.0.0.1"), proxy.port() }, {} });
        QObject::connect(
            &link, &Link::phaseChanged, &link, [this](LinkPhase, const std::optional<Errc> &why) { reason = why; });
    }

    void start()
    {
        link.open();
        clock.advance(0ms);
    }

    ScriptedRelay relay;
    bool isListening;
    FakeClock clock;
    ScriptedWay way { clock };
    SeededRandom random { 5 };
    FakeTokens tokens;
    PlainGreeter greeter;
    ScriptedProxy proxy;
    RelayLink link;
    std::optional<Errc> reason;
};

void addKinds()
{
    QTest::addColumn<bool>("isHttp");
    QTest::newRow("HTTP CONNECT") << true;
    QTest::newRow("SOCKS5") << false;
}

ScriptedProxy::Kind kindOf(bool isHttp)
{
    return isHttp ? ScriptedProxy::Kind::Http : ScriptedProxy::Kind::Socks5;
}

} // namespace

class TestProxies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingGoesThroughTheProxy_data()
    {
        QTest::addColumn<bool>("isHttp");
        QTest::addColumn<bool>("hasLogin");
        QTest::newRow("HTTP CONNECT") << true << false;
        QTest::newRow("HTTP CONNECT with a login") << true << true;
        QTest::newRow("SOCKS5") << false << false;
        QTest::newRow("SOCKS5 with a login") << false << true;
    }

    void everythingGoesThroughTheProxy()
    {
        QFETCH(bool, isHttp);
        QFETCH(bool, hasLogin);
        Bench bench(kindOf(isHttp));
        LinkBench other(kindOf(isHttp));
        QVERIFY(other.isListening);
        if (hasLogin) {
            bench.proxy.setLogin("ana", "pass: word");
            other.proxy.setLogin("ana", "pass: word");
            const ProxyLogin login { QStringLiteral("ana"), QStringLiteral("pass: word") };
            bench.way.logins.known[bench.proxy.name()] = login;
            other.way.logins.known[other.proxy.name()] = login;
        }
        bench.ask();
        QTRY_VERIFY(bench.answer);
        QVERIFY2(bench.answer->ok(), qPrintable(bench.answer->ok() ? QString() : bench.answer->error().detail));
        QCOMPARE(bench.proxy.tunnels(), std::vector { kAsked });
        other.start();
        QTRY_VERIFY(other.relay.last<wire::Hello>());
        QCOMPARE(other.proxy.tunnels(), std::vector { kAsked });
        QVERIFY(bench.way.logins.refused.empty() && other.way.logins.refused.empty());
        QCOMPARE(bench.proxy.refusals() + other.proxy.refusals(), 0);
    }

    void aMissingLoginIsToldAndEndsTheTry_data() { addKinds(); }
    void aMissingLoginIsToldAndEndsTheTry()
    {
        QFETCH(bool, isHttp);
        Bench bench(kindOf(isHttp));
        bench.proxy.setLogin("ana", "word");
        bench.ask();
        QTRY_VERIFY(bench.answer);
        QCOMPARE(bench.failure(), Errc::ProxyRefused);
        const auto missing = std::pair(bench.proxy.name(), std::optional<ProxyLogin>());
        QCOMPARE(bench.way.logins.refused, std::vector { missing });
        QVERIFY(bench.proxy.tunnels().empty());
        QVERIFY(bench.proxy.connections() <= 2);
    }

    void aWrongLoginIsTriedOnce_data() { addKinds(); }
    void aWrongLoginIsTriedOnce()
    {
        QFETCH(bool, isHttp);
        Bench bench(kindOf(isHttp));
        bench.proxy.setLogin("ana", "word");
        const ProxyLogin wrong { QStringLiteral("ana"), QStringLiteral("wrong") };
        bench.way.logins.known[bench.proxy.name()] = wrong;
        bench.ask();
        QTRY_VERIFY(bench.answer);
        QCOMPARE(bench.failure(), Errc::ProxyRefused);
        QCOMPARE(bench.proxy.refusals(), 1);
        const auto refused = std::pair(bench.proxy.name(), std::optional(wrong));
        QCOMPARE(bench.way.logins.refused, std::vector { refused });
    }

    void aLinkThatTheProxyRefusedWaitsForSomebody_data() { addKinds(); }
    void aLinkThatTheProxyRefusedWaitsForSomebody()
    {
        QFETCH(bool, isHttp);
        LinkBench bench(kindOf(isHttp));
        bench.proxy.setLogin("ana", "word");
        bench.way.logins.known[bench.proxy.name()] = { QStringLiteral("ana"), QStringLiteral("wrong") };
        bench.start();
        QTRY_COMPARE(bench.link.phase(), LinkPhase::Refused);
        QCOMPARE(bench.reason, Errc::ProxyRefused);
        QCOMPARE(bench.proxy.refusals(), 1);
        const int connections = bench.proxy.connections();
        bench.clock.advance(1h);
        QCOMPARE(bench.link.phase(), LinkPhase::Refused);
        QCOMPARE(bench.proxy.connections(), connections);
        bench.way.logins.known[bench.proxy.name()].password = QStringLiteral("word");
        bench.way.network.loginChanged();
        bench.link.wake();
        QTRY_VERIFY(bench.relay.last<wire::Hello>());
        QCOMPARE(bench.proxy.refusals(), 1);
    }

    void aLoginThatComesLaterIsUsed_data() { addKinds(); }
    void aLoginThatComesLaterIsUsed()
    {
        QFETCH(bool, isHttp);
        Bench bench(kindOf(isHttp));
        bench.proxy.setLogin("ana", "word");
        for (const char *password : { "", "wrong", "word", "wrong", "word" }) {
            if (*password)
                bench.way.logins.known[bench.proxy.name()] = { QStringLiteral("ana"), QString::fromLatin1(password) };
            bench.way.network.loginChanged();
            bench.ask();
            QTRY_VERIFY(bench.answer);
            QCOMPARE(bench.answer->ok(), QLatin1StringView(password) == QLatin1StringView("word"));
        }
        QCOMPARE(bench.proxy.refusals(), 2);
    }

    void aRelayOnThisComputerIsReachedDirectly()
    {
        Bench bench(ScriptedProxy::Kind::Http);
        for (const char *host : { "127.0.0.1", "localhost" }) {
            const QUrl url(bench.http.url());
            HttpApi near(
                RelayAddress::fromText(QStringLiteral("http://%1:%2").arg(QLatin1StringView(host)).arg(url.port()))
                    .value(),
                bench.way.network, bench.clock);
            std::optional<Result<SelfInfo>> answer;
            near.self(QStringLiteral("T"), [&answer](const Result<SelfInfo> &result) { answer = result; });
            QTRY_VERIFY(answer);
            QVERIFY(answer->ok());
        }
        QCOMPARE(bench.proxy.connections(), 0);
    }

    void aProxyThatDoesNotHelpIsNoWord_data()
    {
        QTest::addColumn<bool>("isHttp");
        QTest::addColumn<int>("mood");
        for (const bool isHttp : { true, false }) {
            const QByteArray kind = isHttp ? "HTTP CONNECT" : "SOCKS5";
            QTest::newRow((kind + ", forbids").constData()) << isHttp << int(ScriptedProxy::Mood::Forbids);
            QTest::newRow((kind + ", fails").constData()) << isHttp << int(ScriptedProxy::Mood::Fails);
        }
    }

    void aProxyThatDoesNotHelpIsNoWord()
    {
        QFETCH(bool, isHttp);
        QFETCH(int, mood);
        Bench bench(kindOf(isHttp));
        bench.proxy.setMood(ScriptedProxy::Mood(mood));
        bench.ask();
        QTRY_VERIFY(bench.answer);
        QCOMPARE(bench.failure(), Errc::Network);
        QVERIFY(bench.way.logins.refused.empty());
    }

    void aSilentProxyRunsIntoTheDeadline_data() { addKinds(); }
    void aSilentProxyRunsIntoTheDeadline()
    {
        QFETCH(bool, isHttp);
        Bench bench(kindOf(isHttp));
        bench.proxy.setMood(ScriptedProxy::Mood::Silent);
        bench.ask();
        QTRY_COMPARE(bench.proxy.connections(), 1);
        bench.clock.advance(19s);
        QVERIFY(!bench.answer);
        bench.clock.advance(1s);
        QCOMPARE(bench.failure(), Errc::Timeout);
        LinkBench other(kindOf(isHttp));
        other.proxy.setMood(ScriptedProxy::Mood::Silent);
        other.start();
        QTRY_COMPARE(other.proxy.connections(), 1);
        other.clock.advance(30s);
        QCOMPARE(other.link.phase(), LinkPhase::Waiting);
        QCOMPARE(other.reason, Errc::Timeout);
    }

    void theProxyOfTheSystemIsUsed()
    {
        Bench bench(ScriptedProxy::Kind::Http);
        qputenv("http_proxy", "http://" + bench.proxy.name().toLatin1());
        qputenv("no_proxy", "");
        bench.way.network.use({});
        bench.ask();
        QTRY_VERIFY(bench.answer);
        qunsetenv("http_proxy");
        QVERIFY(bench.answer->ok());
        QCOMPARE(bench.proxy.tunnels(), std::vector { kAsked });
    }

    void nobodyIsToldAfterItsEnd()
    {
        FakeClock clock;
        bool wasTold = false;
        {
            ScriptedWay way { clock };
            way.network.use({}); // the system is asked on a worker
            way.network.findWay(farRelay().url(), [&wasTold](const Way &) { wasTold = true; });
            QVERIFY(!wasTold);
        }
        QCOMPARE(clock.activeTimers(), 0);
        ScriptedWay later { clock };
        later.network.use({});
        bool isThere = false;
        later.network.findWay(farRelay().url(), [&isThere](const Way &) { isThere = true; });
        QTRY_VERIFY(isThere);
        QVERIFY(!wasTold);
    }

    void proxiesAreReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        const auto row
            = [](const char *text, bool isOne) { QTest::newRow(text) << QString::fromLatin1(text) << isOne; };
        row("system", true);
        row("none", true);
        row("http://proxy.school.example:3128", true);
        row("socks5://10.0.0.1:1080", true);
        row("http://[::1]:3128", true);
        row("", false);
        row("proxy.school.example:3128", false);
        row("http://proxy.school.example", false);
        row("http://proxy.school.example:0", false);
        row("http://proxy.school.example:70000", false);
        row("http://ana:word@proxy.school.example:3128", false);
        row("http://proxy.school.example:3128/path", false);
        row("https://proxy.school.example:3128", false);
        row("socks4://proxy.school.example:1080", false);
        row("http://:3128", false);
    }

    void proxiesAreReadStrictly()
    {
        QFETCH(QString, text);
        QFETCH(bool, isOne);
        const auto proxy = proxyFromText(text);
        QCOMPARE(proxy.ok(), isOne);
        if (isOne) {
            QCOMPARE(textOf(*proxy), text);
            QCOMPARE(proxyFromText(textOf(*proxy)).value(), *proxy);
        }
    }
};

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
