// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines, bounds and hang-ups of a real front over loopback sockets, before a WebSocket begins.

#include "core/relay/front/eventdispatcher.h"
#include "tests/unit/relay/front/frontfixture.h"
#include "tests/unit/relay/front/httpcases.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <set>

using namespace pc;
using namespace pc::relay::front;
using namespace pc::relay::front::test;
using namespace std::chrono_literals;

namespace {

std::string get(const std::string &path, const std::string &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: relay.example\r\n" + fields + "\r\n";
}

HttpResponse plain(const std::string &body)
{
    HttpResponse response;
    response.body = body;
    return response;
}

using Statuses = std::vector<int>;

} // namespace

class TestFrontLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsBehindAnUnansweredRequestIsBounded()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        std::string flood;
        while (flood.size() < 2'000'000)
            flood += get("/f");
        peer->send(flood);
        for (int i = 0; i < 10; ++i)
            FrontFixture::turn();
        QVERIFY2(fixture.front->counters().bytesIn.value() < 64 * 1024,
            qPrintable(QString::number(fixture.front->counters().bytesIn.value())));
        fixture.front->respond(fixture.handler.waiting[0], plain("go on"));
        const std::size_t expected = 1 + flood.size() / get("/f").size();
        QTRY_COMPARE_WITH_TIMEOUT(peer->answers().size(), expected, 20'000);
    }

    void aConnectionThatSendsNothingEnds()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        fixture.advance(9'900ms);
        QVERIFY(!peer->hasEnded());
        fixture.advance(500ms);
        QTRY_VERIFY(peer->hasEnded());
        QVERIFY(peer->received().empty());
        QCOMPARE(fixture.front->counters().timeouts.value(), qint64(1));
    }

    void aSlowHeadEndsWith408HoweverItDrips()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        for (const char byte : get("/slow").substr(0, 40)) {
            peer->send({ &byte, 1 });
            fixture.advance(300ms);
        }
        QTRY_COMPARE(peer->statuses(), Statuses({ 408 }));
        QTRY_VERIFY(peer->hasEnded());
        QVERIFY(fixture.handler.requests.empty());
    }

    void aSlowBodyEndsWith408()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
        for (int i = 0; i < 12; ++i) {
            peer->send("x");
            fixture.advance(1s);
        }
        QTRY_COMPARE(peer->statuses(), Statuses({ 408 }));
    }

    void anIdleConnectionIsKeptForItsTimeAndThenEnds()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/a"));
        QTRY_COMPARE(peer->answers().size(), std::size_t(1));
        fixture.advance(74s);
        peer->send(get("/b"));
        QTRY_COMPARE(peer->answers().size(), std::size_t(2));
        fixture.advance(74s);
        QVERIFY(!peer->hasEnded());
        fixture.advance(2s);
        QTRY_VERIFY(peer->hasEnded());
        QCOMPARE(peer->answers().size(), std::size_t(2));
        QVERIFY(fixture.handler.closed.empty());
    }

    void aHandlerThatDoesNotAnswerIsAnsweredFor()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later") + get("/next"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        fixture.advance(61s);
        QTRY_COMPARE(peer->statuses(), Statuses({ 503 }));
        fixture.front->respond(fixture.handler.waiting[0], plain("too late"));
        QTRY_VERIFY(peer->hasEnded());
        QTRY_COMPARE(fixture.handler.closed, fixture.handler.waiting);
        QCOMPARE(peer->statuses(), Statuses({ 503 }));
        QCOMPARE(fixture.handler.requests.size(), std::size_t(1));
    }

    void aClientThatEndsItsSideStillGetsANearAnswer()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later") + get("/behind"));
        peer->socket().disconnectFromHost(); // sends what waits, then the end
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        fixture.advance(1s);
        QVERIFY(fixture.handler.closed.empty());
        fixture.front->respond(fixture.handler.waiting[0], plain("near"));
        QTRY_COMPARE(fixture.handler.requests.size(), std::size_t(2));
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(0));
    }

    void aPollThatWasHungUpIsGivenUpSoonAndItsLateAnswerDropped()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        peer.reset();
        fixture.advance(3'300ms);
        QTRY_COMPARE(fixture.handler.closed, fixture.handler.waiting);
        fixture.front->respond(fixture.handler.waiting[0], plain("late"));
        FrontFixture::turn();
        QCOMPARE(fixture.front->counters().open.value(), qint64(0));
    }

    void twoThousandHangUpsAtAnyTimeDoNoHarm()
    {
        FrontFixture fixture;
        QRandomGenerator random(7);
        std::size_t answered = 0;
        for (int i = 0; i < 2000; ++i) {
            RawPeer peer(fixture.front->port());
            peer.send(get("/later"));
            if (random.bounded(2))
                QTRY_VERIFY(fixture.handler.waiting.size() > answered);
            if (random.bounded(2))
                peer.socket().abort();
            else
                peer.socket().close();
            for (; answered < fixture.handler.waiting.size(); ++answered) {
                const ConnectionId id = fixture.handler.waiting[answered];
                fixture.front->respond(id, plain(std::string(random.bounded(100'000), 'x')));
                fixture.front->respond(id, plain("twice"));
            }
            QTest::qWait(0);
        }
        for (; answered < fixture.handler.waiting.size(); ++answered)
            fixture.front->respond(fixture.handler.waiting[answered], plain("late"));
        QTRY_VERIFY((fixture.clock.advance(1s), fixture.front->counters().open.value() == 0));
    }

    void aClientThatDoesNotReadItsAnswerIsGivenUp()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->socket().setReadBufferSize(1024);
        peer->send(get("/big"));
        QTRY_VERIFY(!fixture.handler.requests.empty());
        fixture.advance(29s);
        QCOMPARE(fixture.front->counters().open.value(), qint64(1));
        fixture.advance(2s);
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(0));
    }

    void aFullRelaySaysSo()
    {
        FrontLimits limits;
        limits.connections = 2;
        FrontFixture fixture(limits);
        auto first = fixture.peer();
        auto second = fixture.peer();
        auto third = fixture.peer();
        QTRY_COMPARE(third->statuses(), Statuses({ 503 }));
        QTRY_VERIFY(third->hasEnded());
        first.reset();
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(1));
        auto fourth = fixture.peer();
        fourth->send(get("/"));
        QTRY_COMPARE(fourth->statuses(), Statuses({ 200 }));
        QCOMPARE(fixture.front->counters().refused.value(), qint64(1));
    }

    void oneAddressGetsNoMoreThanItsShare()
    {
        FrontLimits limits;
        limits.connectionsPerAddress = 1;
        FrontFixture fixture(limits);
        auto first = fixture.peer();
        first->send(get("/"));
        QTRY_COMPARE(first->statuses(), Statuses({ 200 }));
        auto second = fixture.peer();
        QTRY_VERIFY(second->hasEnded());
        first.reset();
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(0));
        auto third = fixture.peer();
        third->send(get("/"));
        QTRY_COMPARE(third->statuses(), Statuses({ 200 }));
    }

    void acceptingPausesWithoutDescriptorsAndRecovers()
    {
        FrontFixture fixture;
        rlimit saved {};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &saved), 0);
        const int lowest = ::dup(0);
        ::close(lowest);
        rlimit tight = saved;
        tight.rlim_cur = rlim_t(lowest) + 1; // the client's socket, and not one more
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &tight), 0);
        auto peer = fixture.peer();
        peer->send(get("/"));
        for (int i = 0; i < 5; ++i)
            fixture.advance(300ms);
        const int64_t accepted = fixture.front->counters().accepted.value();
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &saved), 0);
        QCOMPARE(accepted, int64_t(0));
        fixture.advance(1'100ms);
        QTRY_COMPARE(peer->statuses(), Statuses({ 200 }));
    }

    void whatIsOpenStaysWhenListeningStops()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/a"));
        QTRY_COMPARE(peer->statuses(), Statuses({ 200 }));
        const quint16 port = fixture.front->port();
        fixture.front->stopListening();
        QTcpSocket late;
        late.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QVERIFY(!late.waitForConnected(1000));
        peer->send(get("/b"));
        QTRY_COMPARE(peer->statuses(), Statuses({ 200, 200 }));
    }

    void idleConnectionsKeepOneAlarmForAllOfThem()
    {
        FrontFixture fixture;
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 20; ++i)
            peers.push_back(fixture.peer());
        QTRY_COMPARE(fixture.front->counters().open.value(), qint64(20));
        QCOMPARE(fixture.clock.activeTimers(), 1);
    }

    void aFrontMayGoWithConnectionsOpen()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        fixture.front.reset();
        QTRY_VERIFY(peer->hasEnded());
        QVERIFY(fixture.handler.closed.empty());
    }
};

int main(int argc, char **argv)
{
    if (auto dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // the application owns it
    QCoreApplication app(argc, argv);
    TestFrontLimits test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_front_limits.moc"
