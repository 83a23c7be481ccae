// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines, bounds and floods of WebSockets against a real front over loopback sockets.

#include "core/relay/front/eventdispatcher.h"
#include "tests/unit/relay/front/frontfixture.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace pc;
using namespace pc::relay::front;
using namespace pc::relay::front::test;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> pongs(RawPeer &peer)
{
    std::vector<std::string> list;
    for (const ServerFrame &frame : peer.frames()) {
        if (frame.opcode == 10)
            list.push_back(frame.payload);
    }
    return list;
}

/// The code of the close frame that is the last thing the peer got; 0 when there is none.
int closeCode(RawPeer &peer)
{
    const auto frames = peer.frames();
    return frames.empty() || frames.back().opcode != 8 ? 0 : closeCodeOf(frames.back());
}

FrontLimits manyPings()
{
    FrontLimits limits;
    limits.pingsPerSecond = 1000;
    return limits;
}

} // namespace

class TestFrontWebSocketLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlySoManyUpgradesOfOneAddressMayWaitForHello()
    {
        FrontLimits limits;
        limits.upgradesPendingPerAddress = 1;
        FrontFixture fixture(limits);
        fixture.handler.messageLimit = 0;
        auto first = fixture.socketPeer();
        QVERIFY(first);
        auto second = fixture.peer();
        QVERIFY(!second->upgrade());
        QCOMPARE(second->statuses(), std::vector<int>({ 429 }));
        QVERIFY(second->received().find("retry-after: ") != std::string::npos);
        fixture.front->setMessageLimit(fixture.handler.opened[0], 100);
        auto third = fixture.socketPeer();
        QVERIFY(third);
        third->socket().abort();
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
        QVERIFY(fixture.socketPeer());
    }

    void behindAProxyTheBelievedAddressIsCounted()
    {
        FrontLimits limits;
        limits.proxies = { "127.0.0.1" };
        limits.connectionsPerAddress = 1;
        FrontFixture fixture(limits);
        const auto from = [](const char *address) { return std::string("X-Forwarded-For: ") + address + "\r\n"; };
        auto first = fixture.socketPeer(from("10.0.0.1"));
        QVERIFY(first);
        QVERIFY(!fixture.socketPeer(from("10.0.0.1")));
        QVERIFY(!fixture.socketPeer(from("6.6.6.6, 10.0.0.1"))); // what the client says of itself changes nothing
        auto other = fixture.socketPeer(from("10.0.0.2"));
        QVERIFY(other);
        first.reset();
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
        QVERIFY(fixture.socketPeer(from("10.0.0.1")));
    }

    void messagesBeforeHelloAreSmall()
    {
        FrontFixture fixture;
        fixture.handler.messageLimit = 0;
        auto peer = fixture.socketPeer();
        peer->send(binary(std::string(4096, 'a')));
        QTRY_COMPARE(peer->frames().size(), std::size_t(1));
        fixture.front->setMessageLimit(fixture.handler.opened[0], 65536);
        peer->send(binary(std::string(65536, 'a')));
        QTRY_COMPARE(peer->frames().size(), std::size_t(2));
        auto other = fixture.socketPeer();
        other->send(binary(std::string(4097, 'a')));
        QTRY_COMPARE(closeCode(*other), 1009);
        QTRY_VERIFY(other->hasEnded());
    }

    void aSocketWithoutHelloIsClosed()
    {
        FrontFixture fixture;
        fixture.handler.messageLimit = 0;
        auto peer = fixture.socketPeer();
        fixture.advance(9'500ms);
        peer->send(text("not a hello"));
        QTRY_COMPARE(peer->frames().size(), std::size_t(1));
        fixture.advance(1s);
        QTRY_COMPARE(closeCode(*peer), 1008);
        QTRY_VERIFY(peer->hasEnded());
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
    }

    void aMessageHasItsTimeFromFirstToLastByteHoweverItDrips_data()
    {
        QTest::addColumn<bool>("fragments");
        QTest::addColumn<bool>("pings");
        QTest::newRow("bytes of one frame") << false << false;
        QTest::newRow("fragments") << true << false;
        QTest::newRow("fragments with pings in between") << true << true;
    }

    void aMessageHasItsTimeFromFirstToLastByteHoweverItDrips()
    {
        QFETCH(bool, fragments);
        QFETCH(bool, pings);
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        const std::string whole = binary(std::string(100, 'd'));
        for (std::size_t i = 0; i < 12 && closeCode(*peer) == 0; ++i) {
            peer->send(fragments ? (i == 0 ? binary("d", false) : more("d", false)) : whole.substr(i, 1));
            if (pings)
                peer->send(ping());
            fixture.advance(1s);
        }
        QTRY_COMPARE(closeCode(*peer), 1008);
        QVERIFY(fixture.handler.messages.empty());
    }

    void whoKeepsSendingWholeMessagesIsNotCutOff()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        for (int i = 0; i < 40; ++i) {
            peer->send(text("a") + text("b").substr(0, 3)); // always in the middle of the next one
            fixture.advance(1s);
            peer->send(text("b").substr(3));
        }
        QTRY_COMPARE(fixture.handler.messages.size(), std::size_t(80));
        QCOMPARE(closeCode(*peer), 0);
    }

    void silenceEndsAndAnyFrameBreaksIt()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        fixture.advance(70s);
        peer->send(pong());
        fixture.advance(70s);
        QCOMPARE(closeCode(*peer), 0);
        fixture.advance(6s);
        QTRY_COMPARE(closeCode(*peer), 1008);
        QTRY_VERIFY(peer->hasEnded());
    }

    void moreThanTwoPingsASecondEnd()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        for (int second = 0; second < 5; ++second) {
            peer->send(ping("1") + ping("2"));
            fixture.advance(1s);
        }
        QCOMPARE(closeCode(*peer), 0);
        peer->send(ping("1") + ping("2") + ping("3"));
        QTRY_COMPARE(closeCode(*peer), 1008);
    }

    void unreadPongsDoNotPileUp()
    {
        FrontFixture fixture(manyPings());
        auto peer = fixture.socketPeer();
        const ConnectionId id = fixture.handler.opened[0];
        peer->socket().setReadBufferSize(1);
        QVERIFY(fixture.fill(id));
        const int before = fixture.front->outgoing(id);
        for (int i = 0; i < 500; ++i)
            peer->send(ping(std::string(125, 'p')));
        for (int i = 0; i < 5; ++i)
            FrontFixture::turn();
        QVERIFY(fixture.front->outgoing(id) > 0);
        QVERIFY(fixture.front->outgoing(id) <= before);
        peer->socket().setReadBufferSize(0);
        QTRY_COMPARE(pongs(*peer).size(), std::size_t(1));
    }

    void aPeerThatDoesNotReadLosesItsSocketAndNobodyElseIsHurt()
    {
        FrontFixture fixture;
        auto stuck = fixture.socketPeer();
        auto healthy = fixture.socketPeer();
        stuck->socket().setReadBufferSize(1);
        const auto shared = Front::frame(std::string(60'000, 'm'), true);
        int sent = 0;
        while (fixture.handler.closed.empty() && sent < 1000) {
            fixture.front->send(fixture.handler.opened[0], shared);
            fixture.front->send(fixture.handler.opened[1], shared);
            QVERIFY(fixture.front->outgoing(fixture.handler.opened[0]) <= 1024 * 1024);
            ++sent;
            QTRY_COMPARE(healthy->frames().size(), std::size_t(sent));
        }
        QCOMPARE(fixture.handler.closed, std::vector<ConnectionId>({ fixture.handler.opened[0] }));
        QVERIFY(sent < 1000);
        QCOMPARE(healthy->frames().back().payload, std::string(60'000, 'm'));
    }

    void aTurnThatQueuesTooMuchForAFullSocketEndsItOnce()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        peer->socket().setReadBufferSize(1);
        const ConnectionId id = fixture.handler.opened[0];
        for (int i = 0; i < 1000; ++i)
            fixture.front->send(id, std::string(60'000, 'm'), true);
        QCOMPARE(fixture.front->outgoing(id), 0);
        QVERIFY(fixture.handler.closed.empty()); // told in its own turn, not from within send()
        QTRY_COMPARE(fixture.handler.closed, std::vector<ConnectionId>({ id }));
    }

    void aSocketThatTakesNothingForLongIsGivenUp()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        const ConnectionId id = fixture.handler.opened[0];
        peer->socket().setReadBufferSize(1);
        QVERIFY(fixture.fill(id));
        fixture.advance(29s);
        QVERIFY(fixture.handler.closed.empty());
        fixture.advance(2s);
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
    }

    void aFloodOfOnePeerLeavesTurnsToTheOthers()
    {
        FrontFixture fixture;
        auto flood = fixture.socketPeer();
        auto quiet = fixture.socketPeer();
        std::string bytes;
        while (bytes.size() < 1'000'000)
            bytes += binary("x");
        flood->send(bytes);
        quiet->send(text("me too"));
        QTRY_COMPARE(quiet->frames().size(), std::size_t(1));
        // Not how far the flood has come meanwhile, which only tells how often this test looked: what came before.
        const auto &messages = fixture.handler.messages;
        const auto before = std::find(messages.begin(), messages.end(), "me too") - messages.begin();
        QVERIFY2(before < 50'000, qPrintable(QString::number(before)));
    }

    void weCloseAndThePeerDoesNotAnswer()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        fixture.front->close(fixture.handler.opened[0], CloseCode::PolicyViolation, "out");
        QTRY_COMPARE(closeCode(*peer), 1008);
        for (int i = 0; i < 10; ++i) {
            peer->send(text("not listening"));
            fixture.advance(400ms);
        }
        QTRY_VERIFY(peer->hasEnded());
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
        QVERIFY(fixture.handler.messages.empty());
    }

    void aPeerThatBrokeTheRulesAndStaysIsCutOff()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        peer->send(bytesOf({ .opcode = 3 }));
        QTRY_COMPARE(closeCode(*peer), 1002);
        fixture.advance(4s);
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
        QCOMPARE(fixture.front->counters().protocolErrors.value(), qint64(1));
        QCOMPARE(fixture.front->counters().websockets.value(), qint64(0));
    }
};

int main(int argc, char **argv)
{
    if (auto dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // the application owns it
    QCoreApplication app(argc, argv);
    TestFrontWebSocketLimits test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_front_websocket_limits.moc"
