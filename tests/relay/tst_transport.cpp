// SPDX-License-Identifier: GPL-3.0-or-later
// The client's link against a real relay, over networks that refuse WebSockets and change their minds. The link's clock
// is moved by the test alone.

#include "core/base/fakeclock.h"
#include "core/link/relaylink.h"
#include "tests/support/faultproxy/faultproxythread.h"
#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/groupdevice/opentalk.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"
#include "tests/support/scriptedproxy/scriptedproxy.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QTest>

using namespace pc;
using namespace pc::link;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

class OneToken final : public AccessTokens
{
public:
    void accessToken(Wanted, Reply reply) override { reply(token); }

    Result<QString> token = QString();
};

class CursorGreeter final : public Greeter
{
public:
    wire::Hello hello() override { return greeting; }

    wire::Hello greeting;
};

/// A link with what it heard. A store in one line: messages are kept once, by their place.
struct Device
{
    Device(quint16 port, const Enrolled &who)
        : Device(QStringLiteral("http://127.0.0.1:%1").arg(port), who)
    {
    }

    Device(const QString &address, const Enrolled &who)
        : relayLink(RelayAddress::fromText(address).value(), greeter, tokens, way.network, clock, random)
    {
        tokens.token = who.accessToken;
        greeter.greeting.clientVersion = QStringLiteral("test");
        QObject::connect(&relayLink, &Link::frameReceived, &relayLink, [this](const wire::Frame &frame) {
            if (const auto *message = std::get_if<wire::Message>(&frame.data))
                stored.emplace(message->seq, insideOf(message->content));
            if (std::holds_alternative<wire::CaughtUp>(frame.data))
                ++catchUps;
        });
        QObject::connect(&relayLink, &Link::answered, &relayLink,
            [this](FrameId id, const Answer &answer) { answers.emplace_back(id, answer); });
    }

    bool is(LinkPhase phase) const { return relayLink.phase() == phase; }

    /// Lets back-offs pass until the link is ready over that transport.
    bool becomes(Transport transport)
    {
        return QTest::qWaitFor(
            [&] {
                if (is(LinkPhase::Waiting))
                    clock.advance(1s);
                return is(LinkPhase::Ready) && relayLink.transport() == transport;
            },
            20'000);
    }

    /// Lets time pass by steps until it is so; false when twenty real seconds were not enough.
    bool comesTo(Milliseconds step, const std::function<bool()> &isSo)
    {
        return QTest::qWaitFor(
            [&] {
                clock.advance(step);
                return isSo();
            },
            20'000);
    }

    std::vector<QByteArray> texts() const
    {
        std::vector<QByteArray> all;
        for (const auto &[seq, text] : stored)
            all.push_back(text);
        return all;
    }

    void start()
    {
        relayLink.open();
        clock.advance(0ms);
    }

    FakeClock clock;
    SeededRandom random { 5 };
    OneToken tokens;
    CursorGreeter greeter;
    ScriptedWay way { clock };
    RelayLink relayLink;
    std::map<Seq, QByteArray> stored;
    int catchUps = 0;
    std::vector<std::pair<FrameId, Answer>> answers;
};

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestRelay> m_relay;
    std::unique_ptr<FaultProxyThread> m_network;
    Enrolled m_teacher;
    Enrolled m_mother;
    WireClient m_desk;
    ConversationId m_talk;

    wire::Message say(const QByteArray &text)
    {
        return { m_talk, m_desk.newMessageId(), {}, {}, lookalike(m_talk, 0, text), {}, {} };
    }

    void setNetwork(FaultMode mode) { QVERIFY(m_network->setFault({ .mode = mode }).ok()); }

    /// Starts it where WebSockets are refused; whether it polls then, and has caught up.
    bool comesToPoll(Device &device)
    {
        setNetwork(FaultMode::NoUpgrade);
        device.start();
        return device.becomes(Transport::LongPoll) && QTest::qWaitFor([&] { return device.catchUps == 1; });
    }

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<TestRelay>();
        QVERIFY(m_relay->start());
        m_teacher = m_relay->enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_mother = m_relay->enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        QVERIFY(m_desk.greet(m_relay->url(), m_teacher.accessToken));
        m_talk = openTalk(m_desk, m_mother.person.id);
        QVERIFY(m_talk != ConversationId {});
        m_network = std::make_unique<FaultProxyThread>(m_relay->port());
        QVERIFY(m_network->port() != 0);
    }

    void cleanup()
    {
        m_desk.abort();
        m_network.reset();
        m_relay.reset();
    }

    void aWebSocketIsTriedFirstAndKept()
    {
        Device mother(m_network->port(), m_mother);
        mother.start();
        QVERIFY(mother.becomes(Transport::WebSocket));
    }

    void afterTwoRefusalsItPollsAndTalks()
    {
        setNetwork(FaultMode::NoUpgrade);
        Device mother(m_network->port(), m_mother);
        mother.start();
        QVERIFY(mother.becomes(Transport::LongPoll));
        QCOMPARE(m_network->counters().accepted >= 3, true); // two refusals came before
        QTRY_COMPARE(mother.catchUps, 1);
        QVERIFY(m_desk.ask(say("Good morning")).has_value());
        QTRY_COMPARE(mother.texts(), std::vector<QByteArray> { "Good morning" });
        const FrameId asked = mother.relayLink.request(say("Good morning!"));
        QTRY_COMPARE(mother.answers.size(), size_t(1));
        QCOMPARE(mother.answers.front().first, asked);
        QVERIFY(std::holds_alternative<wire::Ack>(mother.answers.front().second));
        QTRY_COMPARE(m_desk.heard<wire::Message>().size(), size_t(1));
    }

    void aWebSocketIsTriedAgainBesidePollsAndTakesOver()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        mother.relayLink.wake(); // still refused
        QVERIFY(m_desk.ask(say("over polls")).has_value());
        QTRY_COMPARE(mother.texts().size(), size_t(1));
        QVERIFY(mother.is(LinkPhase::Ready) && mother.relayLink.transport() == Transport::LongPoll);
        setNetwork(FaultMode::Pass);
        QVERIFY(QTest::qWaitFor(
            [&] {
                mother.relayLink.wake();
                return mother.is(LinkPhase::Ready) && mother.relayLink.transport() == Transport::WebSocket;
            },
            20'000));
        QTRY_COMPARE(mother.catchUps, 2);
        QVERIFY(m_desk.ask(say("over a socket")).has_value());
        QTRY_COMPARE(mother.texts(), (std::vector<QByteArray> { "over polls", "over a socket" }));
    }

    void theWebSocketThatTakesOverWaitsForAnswersButNotForEver()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        setNetwork(FaultMode::Pass);
        std::vector<FrameId> asked;
        for (int i = 0; i < 20; ++i)
            asked.push_back(mother.relayLink.request(say(QByteArray::number(i))));
        mother.relayLink.wake();
        QVERIFY(mother.becomes(Transport::WebSocket));
        QTRY_COMPARE(mother.answers.size(), asked.size());
        for (size_t i = 0; i < asked.size(); ++i) {
            QCOMPARE(mother.answers[i].first, asked[i]);
            QVERIFY(std::holds_alternative<wire::Ack>(mother.answers[i].second));
        }
    }

    void aWebSocketIsTriedBesidePollsByItselfSoonAtFirstAndSeldomLater()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        const auto tries = [&] { return m_network->counters().upgrades; };
        const int before = tries();
        std::vector<QByteArray> said;
        // A line that lives, since something is heard.
        const auto letPass = [&](Milliseconds time) {
            mother.clock.advance(time);
            said.push_back(QByteArray::number(said.size()));
            QVERIFY(m_desk.ask(say(said.back())).has_value());
            QTRY_COMPARE(mother.texts(), said);
        };
        for (int step = 0; step < 3; ++step)
            letPass(5s);
        QTRY_VERIFY(tries() > before);
        QCOMPARE(mother.relayLink.transport(), Transport::LongPoll);
        for (int step = 0; step < 120; ++step)
            letPass(10s);
        QVERIFY2(tries() - before >= 8 && tries() - before <= 40, qPrintable(QString::number(tries() - before)));
        setNetwork(FaultMode::Pass);
        for (int step = 0; step < 18 && mother.relayLink.transport() == Transport::LongPoll; ++step)
            letPass(10s);
        QVERIFY(mother.becomes(Transport::WebSocket));
        QTRY_COMPARE(mother.catchUps, 2);
        QCOMPARE(mother.texts(), said);
    }

    void aWebSocketThatIsNeitherRefusedNorAnsweredIsGivenUpAndTriedAgain()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        setNetwork(FaultMode::SilentUpgrade);
        const int before = m_network->counters().upgrades;
        mother.relayLink.wake();
        QTRY_COMPARE(m_network->counters().upgrades, before + 1);
        for (size_t said = 1; said <= 50 && m_network->counters().upgrades == before + 1; ++said) {
            QVERIFY(m_desk.ask(say(QByteArray::number(said))).has_value()); // a line that lives
            QTRY_COMPARE(mother.stored.size(), said);
            mother.clock.advance(5s);
        }
        QTRY_COMPARE(m_network->counters().upgrades, before + 2);
        QVERIFY(mother.is(LinkPhase::Ready) && mother.relayLink.transport() == Transport::LongPoll);
    }

    void anOutageThatEndsWithPollsIsNoReasonToKeepThem()
    {
        setNetwork(FaultMode::Cut);
        Device mother(m_network->port(), m_mother);
        mother.start();
        QVERIFY(mother.comesTo(1s, [&] { return mother.relayLink.transport() == Transport::LongPoll; }));
        setNetwork(FaultMode::Pass);
        QVERIFY(mother.becomes(Transport::LongPoll));
        mother.clock.advance(15s);
        QVERIFY(mother.becomes(Transport::WebSocket));
    }

    void whenPollsGetThroughNoBetterItGoesBackToWebSockets()
    {
        setNetwork(FaultMode::Cut);
        Device mother(m_network->port(), m_mother);
        mother.start();
        bool hasPolled = false;
        QVERIFY(mother.comesTo(1s, [&] {
            hasPolled = hasPolled || mother.relayLink.transport() == Transport::LongPoll;
            return hasPolled && mother.relayLink.transport() == Transport::WebSocket;
        }));
        setNetwork(FaultMode::Pass);
        QVERIFY(QTest::qWaitFor(
            [&] {
                if (mother.is(LinkPhase::Waiting))
                    mother.clock.advance(1s);
                return mother.is(LinkPhase::Ready);
            },
            20'000));
    }

    void answersThatGetLostOnTheWayLoseNothing()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        std::vector<QByteArray> said;
        for (int i = 0; i < 40; ++i) {
            said.push_back(QByteArray::number(i));
            m_desk.send(say(said.back()));
            if (i % 4 == 0)
                m_network->resetNow();
            mother.clock.advance(500ms); // pauses before a repeat
            QTest::qWait(0);
        }
        QVERIFY(mother.comesTo(100ms, [&] { return mother.stored.size() == said.size(); }));
        QCOMPARE(mother.texts(), said);
    }

    void aRevokedDeviceIsRefusedOverPollsToo()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        mother.tokens.token = Error { Errc::Unauthenticated, {} }; // as the keeper's refresh would be answered
        QVERIFY(m_relay->revoke(m_mother.device));
        QVERIFY(mother.comesTo(1s, [&] { return mother.is(LinkPhase::Refused); }));
    }

    void aProxyThatRefusesWebSocketsIsPolledThrough()
    {
        ScriptedProxy proxy(ScriptedProxy::Kind::Http, m_relay->port());
        proxy.setLogin("office", "open sesame");
        proxy.setMood(ScriptedProxy::Mood::ForbidsWebSockets);
        Device mother(QStringLiteral("http://relay.school.example:8080"), m_mother);
        mother.way.network.use({ { ProxyKind::Http, QStringLiteral("127.0.0.1"), proxy.port() }, {} });
        mother.way.logins.known[proxy.name()] = { QStringLiteral("office"), QStringLiteral("open sesame") };
        mother.start();
        QVERIFY(mother.becomes(Transport::LongPoll));
        QTRY_COMPARE(mother.catchUps, 1);
        QVERIFY(m_desk.ask(say("Good morning")).has_value());
        QTRY_COMPARE(mother.texts(), std::vector<QByteArray> { "Good morning" });
        proxy.setMood(ScriptedProxy::Mood::Willing);
        mother.relayLink.wake();
        QVERIFY(mother.becomes(Transport::WebSocket));
        QCOMPARE(proxy.refusals(), 0);
    }

    void closingTellsTheRelayThatPollsHaveEnded()
    {
        Device mother(m_network->port(), m_mother);
        QVERIFY(comesToPoll(mother));
        QCOMPARE(m_relay->openSessions(), 2);
        mother.relayLink.close();
        QTRY_COMPARE(m_relay->openSessions(), 1); // at once: silence would end it after minutes
        QTRY_COMPARE(mother.clock.activeTimers(), 0);
    }

    void aGoodbyeThatDoesNotGetThroughIsGivenUp()
    {
        setNetwork(FaultMode::NoUpgrade);
        Device mother(m_network->port(), m_mother);
        mother.start();
        QVERIFY(mother.becomes(Transport::LongPoll));
        setNetwork(FaultMode::HalfOpen);
        mother.relayLink.close();
        QVERIFY(mother.clock.activeTimers() <= 1);
        mother.clock.advance(5s);
        QCOMPARE(mother.clock.activeTimers(), 0);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // what waited goes before its clock
    }

    void closingHangsUp()
    {
        setNetwork(FaultMode::NoUpgrade);
        Device mother(m_network->port(), m_mother);
        mother.start();
        QVERIFY(mother.becomes(Transport::LongPoll));
        mother.relayLink.close();
        QVERIFY(mother.is(LinkPhase::Closed));
        QTRY_COMPARE(mother.way.network.children().size(), 0); // the goodbye was said
        QTRY_COMPARE(m_network->counters().open, 0);
        QCOMPARE(mother.clock.activeTimers(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
