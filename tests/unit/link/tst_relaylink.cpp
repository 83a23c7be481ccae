// SPDX-License-Identifier: GPL-3.0-or-later
// The link against a scripted relay: real sockets on loopback, and a clock that only the test moves.

#include "core/base/fakeclock.h"
#include "core/base/random.h"
#include "core/link/greeting.h"
#include "core/link/relaylink.h"
#include "core/wire/codec.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include "faketokens.h"
#include "scriptedrelay.h"
#include "testcertificate.h"

using namespace pc;
using namespace pc::link;
using namespace std::chrono_literals;
using pc::test::ScriptedRelay;

namespace {

class FakeGreeter final : public Greeter
{
public:
    wire::Hello hello() override { return greeting; }

    wire::Hello greeting;
};

struct Phase
{
    LinkPhase phase;
    std::optional<Errc> reason;

    bool operator==(const Phase &) const = default;
};

/// A link and all that it needs, with what it said.
struct Bench
{
    explicit Bench(const QString &url)
        : link(RelayAddress::fromText(url).value(), greeter, tokens, way.network, clock, random)
    {
        QObject::connect(&link, &Link::phaseChanged, &link, [this](LinkPhase phase, const std::optional<Errc> &reason) {
            phases.push_back({ phase, reason });
        });
        QObject::connect(&link, &Link::answered, &link,
            [this](FrameId id, const Answer &answer) { answers.emplace_back(id, answer); });
        QObject::connect(
            &link, &Link::frameReceived, &link, [this](const wire::Frame &frame) { frames.push_back(frame); });
        QObject::connect(
            &link, &Link::welcomed, &link, [this](const wire::Welcome &welcome) { welcomes.push_back(welcome); });
    }

    void start()
    {
        link.open();
        clock.advance(0ms);
    }

    bool is(LinkPhase phase) const { return link.phase() == phase; }
    std::optional<Errc> reason() const { return phases.empty() ? std::nullopt : phases.back().reason; }

    std::optional<Errc> failureOf(size_t index) const
    {
        const auto *error = std::get_if<Error>(&answers.at(index).second);
        return error ? std::optional(error->code) : std::nullopt;
    }

    FakeClock clock;
    SeededRandom random { 5 };
    FakeTokens tokens;
    FakeGreeter greeter;
    test::ScriptedWay way { clock };
    RelayLink link;
    std::vector<Phase> phases;
    std::vector<std::pair<FrameId, Answer>> answers;
    std::vector<wire::Frame> frames;
    std::vector<wire::Welcome> welcomes;
};

wire::Welcome welcome()
{
    wire::Welcome frame;
    frame.user = UserId { Uuid { { 1 } } };
    frame.device = DeviceId { Uuid { { 2 } } };
    frame.relayVersion = QStringLiteral("1");
    frame.serverTime = utcFromMilliseconds(5);
    frame.logEpoch = Uuid { { 4 } };
    return frame;
}

wire::Sync question()
{
    return { ConversationId { Uuid { { 3 } } }, Seq {}, {}, 50, false, {} };
}

wire::Heartbeat beat()
{
    return {};
}

} // namespace

#define START_AND_GREET(bench, relay)                                                                                  \
    bench.start();                                                                                                     \
    QTRY_VERIFY(bench.is(LinkPhase::Greeting));                                                                        \
    QTRY_VERIFY(relay.last<wire::Hello>())

#define MAKE_READY(bench, relay)                                                                                       \
    START_AND_GREET(bench, relay);                                                                                     \
    relay.answer(welcome());                                                                                           \
    QTRY_VERIFY(bench.is(LinkPhase::Ready))

class TestRelayLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<ScriptedRelay>();
        QVERIFY(m_relay->listen());
        m_bench = std::make_unique<Bench>(m_relay->url());
    }

    void cleanup()
    {
        m_bench.reset();
        m_relay.reset();
    }

    void helloCarriesTheTokenAndWelcomeMakesItReady()
    {
        bench().greeter.greeting.clientVersion = QStringLiteral("9.9");
        START_AND_GREET(bench(), relay());
        QCOMPARE(relay().last<wire::Hello>()->accessToken, QStringLiteral("token"));
        QCOMPARE(relay().last<wire::Hello>()->clientVersion, QStringLiteral("9.9"));
        relay().answer(welcome());
        QTRY_COMPARE(bench().welcomes.size(), size_t(1));
        QCOMPARE(bench().welcomes.front(), welcome());
        const std::vector<Phase> expected { { LinkPhase::Waiting, {} }, { LinkPhase::Connecting, {} },
            { LinkPhase::Greeting, {} }, { LinkPhase::Ready, {} } };
        QCOMPARE(bench().phases, expected);
    }

    void helloIsCutToFourKibibytesNewestFirst()
    {
        for (quint8 i = 0; i < 250; ++i)
            bench().greeter.greeting.cursors.push_back(
                { ConversationId { Uuid { { i, 7 } } }, Seq { 1'000'000 + i }, Revision { i } });
        START_AND_GREET(bench(), relay());
        const auto *hello = relay().last<wire::Hello>();
        QVERIFY(hello->partial);
        QVERIFY(relay().messages().back().size() <= kLargestHelloBytes);
        QVERIFY(relay().messages().back().size() > kLargestHelloBytes - 200);
        for (size_t i = 0; i < hello->cursors.size(); ++i)
            QCOMPARE(hello->cursors[i], bench().greeter.greeting.cursors[i]);
    }

    void aHelloThatFitsIsNotPartial()
    {
        for (quint8 i = 1; i <= 3; ++i)
            bench().greeter.greeting.cursors.push_back({ ConversationId { Uuid { { i } } }, Seq { 1 }, Revision {} });
        START_AND_GREET(bench(), relay());
        QVERIFY(!relay().last<wire::Hello>()->partial);
        QCOMPARE(relay().last<wire::Hello>()->cursors.size(), size_t(3));
    }

    void noWelcomeInTimeIsALoss()
    {
        START_AND_GREET(bench(), relay());
        bench().clock.advance(10s);
        QVERIFY(!bench().is(LinkPhase::Greeting));
        QVERIFY(bench().phases.size() >= 4);
        QCOMPARE(bench().phases[3], (Phase { LinkPhase::Waiting, Errc::Timeout }));
    }

    void aRefusedTokenIsRenewedOnceAndThenBacksOff()
    {
        START_AND_GREET(bench(), relay());
        relay().answer(wire::ErrorReply { Errc::Unauthenticated, {}, {}, {} });
        QTRY_COMPARE(relay().connections(), 2);
        QTRY_VERIFY(relay().last<wire::Hello>());
        QCOMPARE(bench().tokens.wanted, (std::vector { AccessTokens::Wanted::Current, AccessTokens::Wanted::Renewed }));
        relay().answer(wire::ErrorReply { Errc::Unauthenticated, {}, {}, {} });
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Unauthenticated);
    }

    void aSignInThatEndedIsRefusedForGood_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("unauthenticated") << int(Errc::Unauthenticated);
        QTest::newRow("forbidden") << int(Errc::Forbidden);
    }

    void aSignInThatEndedIsRefusedForGood()
    {
        QFETCH(int, code);
        bench().tokens.next = Error { Errc(code), {} };
        bench().start();
        QVERIFY(bench().is(LinkPhase::Refused));
        QCOMPARE(bench().reason(), Errc(code));
        bench().link.wake();
        QVERIFY(bench().is(LinkPhase::Refused));
        bench().clock.advance(1h);
        QCOMPARE(bench().tokens.wanted.size(), size_t(1));
        QCOMPARE(bench().clock.activeTimers(), 0);
    }

    void aTokenThatCannotBeHadNowIsTriedAgain()
    {
        bench().tokens.next = Error { Errc::Network, {} };
        bench().start();
        QVERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Network);
        bench().clock.advance(500ms);
        QVERIFY(bench().tokens.wanted.size() >= 2);
    }

    void aTokenThatComesTooLateIsNotUsed()
    {
        bench().tokens.isHeldBack = true;
        bench().start();
        bench().clock.advance(30s);
        QCOMPARE(bench().phases[2], (Phase { LinkPhase::Waiting, Errc::Timeout }));
        bench().link.close();
        bench().tokens.held.front()(QStringLiteral("late"));
        QVERIFY(bench().is(LinkPhase::Closed));
        QCOMPARE(relay().connections(), 0);
    }

    void aRelayThatIsTooNewOrTooOldIsRefused_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::newRow("older") << wire::kOldestProtocolVersion - 1;
        QTest::newRow("newer") << wire::kProtocolVersion + 1;
    }

    void aRelayThatIsTooNewOrTooOldIsRefused()
    {
        QFETCH(int, protocol);
        START_AND_GREET(bench(), relay());
        wire::Welcome odd = welcome();
        odd.protocol = protocol;
        relay().answer(odd);
        QTRY_VERIFY(bench().is(LinkPhase::Refused));
        QCOMPARE(bench().reason(), Errc::Unsupported);
        QVERIFY(bench().welcomes.empty());
    }

    void aProgramThatIsTooOldIsRefused()
    {
        START_AND_GREET(bench(), relay());
        relay().answer(wire::ErrorReply { Errc::Unsupported, {}, {}, {} });
        QTRY_VERIFY(bench().is(LinkPhase::Refused));
        QCOMPARE(bench().reason(), Errc::Unsupported);
    }

    void aBusyRelayIsLeftAloneAsLongAsItAsks()
    {
        START_AND_GREET(bench(), relay());
        relay().answer(wire::ErrorReply { Errc::RateLimited, {}, 20s, {} });
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(19'999ms);
        QVERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(1ms);
        QVERIFY(bench().is(LinkPhase::Connecting));
    }

    void answersAreMatchedById()
    {
        MAKE_READY(bench(), relay());
        const FrameId first = bench().link.request(question());
        const FrameId second = bench().link.request(question());
        QTRY_COMPARE(relay().frames().size(), size_t(3));
        relay().send(wire::ErrorReply { Errc::NotFound, {}, {}, {} }, second);
        wire::Ack ack;
        ack.seq = Seq { 12 };
        relay().send(ack, first);
        relay().send(ack, first);
        relay().send(ack, FrameId { Uuid { { 99 } } });
        relay().send(beat());
        QTRY_COMPARE(bench().frames.size(), size_t(1));
        QCOMPARE(bench().answers.size(), size_t(2));
        QCOMPARE(bench().answers[0].first, second);
        QCOMPARE(std::get<wire::ErrorReply>(bench().answers[0].second).code, Errc::NotFound);
        QCOMPARE(bench().answers[1].first, first);
        QCOMPARE(std::get<wire::Ack>(bench().answers[1].second), ack);
    }

    void anUnansweredRequestTimesOutOnce()
    {
        MAKE_READY(bench(), relay());
        const FrameId id = bench().link.request(question());
        bench().clock.advance(20s);
        relay().send(beat());
        QTRY_COMPARE(bench().frames.size(), size_t(1));
        bench().clock.advance(9'999ms);
        QVERIFY(bench().answers.empty());
        bench().clock.advance(1ms);
        QCOMPARE(bench().answers.size(), size_t(1));
        QCOMPARE(bench().answers[0].first, id);
        QCOMPARE(bench().failureOf(0), Errc::Timeout);
        QVERIFY(bench().is(LinkPhase::Ready));
        relay().send(wire::Ack {}, id);
        relay().send(beat());
        QTRY_COMPARE(bench().frames.size(), size_t(2));
        QCOMPARE(bench().answers.size(), size_t(1));
    }

    void aLostConnectionAnswersEverythingInFlight()
    {
        MAKE_READY(bench(), relay());
        const FrameId first = bench().link.request(question());
        const FrameId second = bench().link.request(question());
        relay().cut();
        QTRY_COMPARE(bench().answers.size(), size_t(2));
        QCOMPARE(bench().answers[0].first, first);
        QCOMPARE(bench().answers[1].first, second);
        QCOMPARE(bench().failureOf(1), Errc::Network);
        QCOMPARE(bench().phases.back(), (Phase { LinkPhase::Waiting, Errc::Network }));
    }

    void aRequestWithoutAConnectionIsAnsweredLater()
    {
        bench().link.request(question());
        QVERIFY(bench().answers.empty());
        QTRY_COMPARE(bench().answers.size(), size_t(1));
        QCOMPARE(bench().failureOf(0), Errc::Network);
        bench().link.post(beat());
    }

    void requestsInFlightAreBounded()
    {
        MAKE_READY(bench(), relay());
        for (int i = 0; i < 257; ++i)
            bench().link.request(question());
        QTRY_COMPARE(bench().answers.size(), size_t(1));
        QCOMPARE(bench().failureOf(0), Errc::Unavailable);
        QTRY_COMPARE(relay().frames().size(), size_t(257));
        relay().send(wire::Ack {}, relay().frames()[7].id);
        QTRY_COMPARE(bench().answers.size(), size_t(2));
        bench().link.request(question());
        QTRY_COMPARE(relay().frames().size(), size_t(258));
    }

    void aFrameBeyondTheRelaysLimitDoesNotLeave()
    {
        START_AND_GREET(bench(), relay());
        wire::Welcome strict = welcome();
        strict.limits.frameBytes = 1000;
        strict.limits.handshakeBytes = 5000;
        relay().answer(strict);
        QTRY_VERIFY(bench().is(LinkPhase::Ready));
        wire::Message message;
        message.conversation = ConversationId { Uuid { { 3 } } };
        message.message = MessageId { Uuid { { 8 } } };
        message.content = QByteArray(1000, 'x');
        bench().link.request(message);
        QTRY_COMPARE(bench().answers.size(), size_t(1));
        QCOMPARE(bench().failureOf(0), Errc::TooLarge);
        wire::Handshake handshake;
        handshake.conversation = message.conversation;
        handshake.message = message.message;
        handshake.content = QByteArray(1000, 'x');
        bench().link.request(handshake);
        QTRY_COMPARE(relay().frames().size(), size_t(2));
    }

    void whoSaysNothingForTheIntervalSaysABeat()
    {
        MAKE_READY(bench(), relay());
        bench().clock.advance(24'999ms);
        relay().send(beat()); // hearing does not count as saying
        QTRY_COMPARE(bench().frames.size(), size_t(1));
        bench().clock.advance(1ms);
        QTRY_VERIFY(relay().last<wire::Heartbeat>());
        QCOMPARE(relay().frames().size(), size_t(2));
    }

    void whatIsSaidSparesTheBeat()
    {
        MAKE_READY(bench(), relay());
        bench().clock.advance(20s);
        bench().link.post(wire::Presence {});
        relay().send(beat());
        QTRY_COMPARE(bench().frames.size(), size_t(1));
        bench().clock.advance(24'999ms);
        QTRY_VERIFY(relay().last<wire::Presence>());
        QCOMPARE(relay().frames().size(), size_t(2));
        bench().clock.advance(1ms);
        QTRY_VERIFY(relay().last<wire::Heartbeat>());
    }

    void twoSilentIntervalsEndTheConnection()
    {
        MAKE_READY(bench(), relay());
        bench().clock.advance(49'999ms);
        QVERIFY(bench().is(LinkPhase::Ready));
        bench().clock.advance(1ms);
        QCOMPARE(bench().phases[4], (Phase { LinkPhase::Waiting, Errc::Network }));
    }

    void anIntervalOutOfReasonIsNotObeyed()
    {
        START_AND_GREET(bench(), relay());
        wire::Welcome hasty = welcome();
        hasty.heartbeat = 0ms;
        relay().answer(hasty);
        QTRY_VERIFY(bench().is(LinkPhase::Ready));
        bench().clock.advance(999ms);
        QVERIFY(bench().is(LinkPhase::Ready));
    }

    void reconnectingBacksOffWithinItsBounds()
    {
        const quint16 port = relay().port();
        m_relay.reset();
        QVERIFY(port != 0);
        bench().start();
        Milliseconds longest { 0 };
        for (int attempt = 0; attempt < 40; ++attempt) {
            QTRY_VERIFY(bench().is(LinkPhase::Waiting));
            Milliseconds waited { 0 };
            while (bench().is(LinkPhase::Waiting)) {
                bench().clock.advance(50ms);
                waited += 50ms;
            }
            QVERIFY(waited <= (attempt == 0 ? 500ms : 30'000ms));
            longest = std::max(longest, waited);
        }
        QVERIFY(longest > 10s);
        QCOMPARE(bench().reason(), std::optional<Errc>()); // of Connecting
    }

    void wakingTriesAtOnce()
    {
        MAKE_READY(bench(), relay());
        relay().cut();
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        bench().link.wake();
        QVERIFY(bench().is(LinkPhase::Connecting));
        QTRY_COMPARE(relay().connections(), 2);
        QTRY_VERIFY(relay().last<wire::Hello>());
        relay().answer(welcome());
        QTRY_VERIFY(bench().is(LinkPhase::Ready));
    }

    void wakingWhileReadyFindsADeadConnection()
    {
        MAKE_READY(bench(), relay());
        bench().link.wake();
        QTest::qWait(0);
        bench().clock.advance(4'999ms);
        // The scripted relay answers pings by itself, so this connection proves to be alive.
        QTRY_VERIFY(bench().clock.activeTimers() == 1);
        QVERIFY(bench().is(LinkPhase::Ready));
    }

    void drainingComesBackAfterTheDelayThatWasAsked()
    {
        MAKE_READY(bench(), relay());
        relay().send(wire::Goodbye { wire::GoodbyeReason::Draining, 40s });
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Unavailable);
        QCOMPARE(bench().frames.size(), size_t(1));
        bench().clock.advance(39'999ms);
        QVERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(1ms);
        QTRY_COMPARE(relay().connections(), 2);
    }

    void noRelayKeepsUsAwayForEver()
    {
        MAKE_READY(bench(), relay());
        relay().send(wire::Goodbye { wire::GoodbyeReason::Draining, 24h });
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(5min);
        QTRY_COMPARE(relay().connections(), 2);
    }

    void aReplacedConnectionDoesNotFightBack()
    {
        MAKE_READY(bench(), relay());
        relay().send(wire::Goodbye { wire::GoodbyeReason::Replaced, 0ms });
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(29'999ms);
        QVERIFY(bench().is(LinkPhase::Waiting));
        bench().clock.advance(1ms);
        QVERIFY(bench().is(LinkPhase::Connecting));
    }

    void aRevokedDeviceStaysOutUntilOpenedAgain()
    {
        MAKE_READY(bench(), relay());
        const FrameId id = bench().link.request(question());
        relay().send(wire::Goodbye { wire::GoodbyeReason::Revoked, 0ms });
        QTRY_VERIFY(bench().is(LinkPhase::Refused));
        QCOMPARE(bench().reason(), Errc::Unauthenticated);
        QCOMPARE(bench().answers.front().first, id);
        bench().link.wake();
        bench().clock.advance(1h);
        QCOMPARE(relay().connections(), 1);
        bench().link.open();
        bench().clock.advance(0ms);
        QTRY_COMPARE(relay().connections(), 2);
    }

    void bytesThatAreNoFrameEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("text") << QByteArray("hello, relay here");
        QTest::newRow("zeros") << QByteArray(500, '\0');
        QTest::newRow("ones") << QByteArray(500, '\xff');
        QTest::newRow("half a frame") << wire::encode({ FrameId { Uuid { { 6 } } }, {}, welcome() }).first(20);
    }

    void bytesThatAreNoFrameEndTheConnection()
    {
        QFETCH(QByteArray, bytes);
        MAKE_READY(bench(), relay());
        relay().sendBytes(bytes);
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Invalid);
        QTRY_VERIFY(!relay().isConnected());
    }

    void garbageBeforeWelcomeEndsTheConnection()
    {
        START_AND_GREET(bench(), relay());
        relay().sendBytes("garbage");
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Invalid);
    }

    void aTextMessageEndsTheConnection()
    {
        MAKE_READY(bench(), relay());
        relay().sendText(QStringLiteral("{}"));
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Invalid);
    }

    void aMessageBeyondTheBoundEndsTheConnection()
    {
        MAKE_READY(bench(), relay());
        relay().sendBytes(QByteArray(qsizetype(kLargestIncomingBytes) + 1, 'x'));
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::TooLarge);
    }

    void aFrameOfAnUnknownTypeIsHandedUpAndHarmless()
    {
        MAKE_READY(bench(), relay());
        relay().send(wire::UnknownFrame { QStringLiteral("hologram") });
        QTRY_COMPARE(bench().frames.size(), size_t(1));
        QVERIFY(std::holds_alternative<wire::UnknownFrame>(bench().frames.front().data));
        QVERIFY(bench().is(LinkPhase::Ready));
    }

    void aSecondWelcomeEndsTheConnection()
    {
        MAKE_READY(bench(), relay());
        relay().send(welcome());
        QTRY_VERIFY(bench().is(LinkPhase::Waiting));
        QCOMPARE(bench().reason(), Errc::Invalid);
    }

    void aPeerWithoutOurSubprotocolIsNotSpokenTo()
    {
        relay().setSubprotocols({});
        bench().start();
        QTRY_VERIFY(bench().phases.size() >= 3);
        QCOMPARE(bench().phases[2].phase, LinkPhase::Waiting);
        QVERIFY(relay().messages().empty());
    }

    void somethingElseBehindThePortIsOnlyAFailedTry()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        connect(&other, &QTcpServer::newConnection, &other, [&other] {
            QTcpSocket *peer = other.nextPendingConnection();
            connect(peer, &QTcpSocket::readyRead, peer, [peer] {
                peer->write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                peer->disconnectFromHost();
            });
        });
        Bench away(QStringLiteral("http://127.0.0.1:%1").arg(other.serverPort()));
        away.start();
        QTRY_VERIFY(away.is(LinkPhase::Waiting));
        QCOMPARE(away.reason(), Errc::Network);
    }

    void aPortThatNeverAnswersRunsIntoTheDeadline()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        Bench away(QStringLiteral("http://127.0.0.1:%1").arg(mute.serverPort()));
        away.start();
        QTRY_VERIFY(mute.hasPendingConnections());
        away.clock.advance(30s);
        QCOMPARE(away.phases[2], (Phase { LinkPhase::Waiting, Errc::Timeout }));
    }

    void anUnknownCertificateIsRefusedAndTriedAgainWhenAsked()
    {
        QTemporaryDir folder;
        const auto certificate = test::makeSelfSigned(QDir(folder.path()));
        QVERIFY2(certificate, "the openssl command is missing or failed");
        ScriptedRelay secure(ScriptedRelay::Tls::On);
        secure.setTls(*certificate);
        QVERIFY(secure.listen());
        Bench away(secure.url(QStringLiteral("https")));
        away.start();
        QTRY_VERIFY(away.is(LinkPhase::Refused));
        QCOMPARE(away.reason(), Errc::CertificateRefused);
        QCOMPARE(secure.connections(), 0);
        away.clock.advance(1h);
        QVERIFY(away.is(LinkPhase::Refused));
        away.link.wake();
        QVERIFY(away.is(LinkPhase::Connecting));
        QTRY_VERIFY(away.is(LinkPhase::Refused));
    }

    void aTrustedCertificateIsSpokenTo()
    {
        QTemporaryDir folder;
        const auto certificate = test::makeSelfSigned(QDir(folder.path()));
        QVERIFY2(certificate, "the openssl command is missing or failed");
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.addCaCertificate(certificate->localCertificate());
        QSslConfiguration::setDefaultConfiguration(trusting);
        {
            ScriptedRelay secure(ScriptedRelay::Tls::On);
            secure.setTls(*certificate);
            QVERIFY(secure.listen());
            Bench away(secure.url(QStringLiteral("https")));
            MAKE_READY(away, secure);
        }
        QSslConfiguration::setDefaultConfiguration(before);
    }

    void plainHttpBehindAnHttpsAddressIsNoWayIn()
    {
        Bench away(relay().url(QStringLiteral("https")));
        away.start();
        away.clock.advance(0ms);
        // The scripted relay waits for the rest of what it takes for a request; the deadline ends it.
        QTest::qWait(50);
        away.clock.advance(30s);
        QVERIFY(away.phases.size() >= 3);
        QCOMPARE(away.phases[2].phase, LinkPhase::Waiting);
        QCOMPARE(relay().connections(), 0);
    }

    void closingIsQuietAndFinal()
    {
        MAKE_READY(bench(), relay());
        bench().link.request(question());
        bench().link.close();
        QVERIFY(bench().is(LinkPhase::Closed));
        QCOMPARE(bench().reason(), std::optional<Errc>());
        QCOMPARE(bench().answers.size(), size_t(1));
        QTRY_VERIFY(!relay().isConnected());
        bench().clock.advance(1h);
        bench().link.wake();
        QCOMPARE(relay().connections(), 1);
        QCOMPARE(bench().clock.activeTimers(), 0);
    }

    void itMayBeClosedFromAnyOfItsSignals()
    {
        connect(&bench().link, &Link::welcomed, &bench().link, &Link::close);
        START_AND_GREET(bench(), relay());
        relay().answer(welcome());
        QTRY_VERIFY(bench().is(LinkPhase::Closed));
        connect(&bench().link, &Link::phaseChanged, &bench().link, [this](LinkPhase phase) {
            if (phase == LinkPhase::Connecting)
                bench().link.close();
        });
        bench().start();
        QVERIFY(bench().is(LinkPhase::Closed));
    }

private:
    Bench &bench() { return *m_bench; }
    ScriptedRelay &relay() { return *m_relay; }

    std::unique_ptr<ScriptedRelay> m_relay;
    std::unique_ptr<Bench> m_bench;
};

QTEST_GUILESS_MAIN(TestRelayLink)
#include "tst_relaylink.moc"
