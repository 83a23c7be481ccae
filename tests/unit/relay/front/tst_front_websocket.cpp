// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket against a real front over loopback sockets.

#include "core/relay/front/eventdispatcher.h"
#include "tests/unit/relay/front/framecases.h"
#include "tests/unit/relay/front/frontfixture.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace pc;
using namespace pc::relay::front;
using namespace pc::relay::front::test;
using namespace std::chrono_literals;

namespace {

/// What a server must send for the events of a case: messages come back, a ping gets its pong, the end its code.
std::vector<ServerFrame> expectedFrames(const FrameCase &one)
{
    std::vector<ServerFrame> frames;
    for (const std::string &event : one.events) {
        const std::size_t colon = event.find(':');
        const std::string kind = event.substr(0, colon);
        const std::string rest = event.substr(colon + 1);
        if (kind == "text" || kind == "binary")
            frames.push_back({ uint8_t(kind == "text" ? 1 : 2), rest });
        else if (kind == "close" || kind == "fail")
            frames.push_back({ 8, rest.substr(0, rest.find(':')) });
    }
    return frames;
}

/// The same of what came: without pongs, and of a close frame only the code.
std::vector<ServerFrame> receivedFrames(RawPeer &peer)
{
    std::vector<ServerFrame> frames;
    for (const ServerFrame &frame : peer.frames()) {
        if (frame.opcode == 8)
            frames.push_back({ 8, std::to_string(closeCodeOf(frame)) });
        else if (frame.opcode != 10)
            frames.push_back(frame);
    }
    return frames;
}

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

class TestFrontWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseIsAnsweredAsTheRfcSays_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const FrameCase &one : frameCases())
            QTest::newRow(one.name.c_str()) << index++;
    }

    void everyCaseIsAnsweredAsTheRfcSays()
    {
        QFETCH(int, index);
        const FrameCase &one = frameCases()[std::size_t(index)];
        FrontFixture fixture(manyPings());
        auto peer = fixture.socketPeer();
        QVERIFY(peer);
        peer->send(one.bytes);
        const auto expected = expectedFrames(one);
        QTRY_VERIFY(receivedFrames(*peer) == expected);
        const bool ends = !expected.empty() && expected.back().opcode == 8;
        const bool wantsPong = !one.events.empty() && one.events.front().starts_with("ping:") && !ends;
        if (wantsPong)
            QTRY_COMPARE(pongs(*peer), std::vector<std::string>({ one.events.front().substr(5) }));
        if (ends)
            QTRY_VERIFY(peer->hasEnded());
        else
            FrontFixture::turn();
        QCOMPARE(peer->isConnected(), !ends);
        QVERIFY(receivedFrames(*peer) == expected);
        if (ends)
            QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
    }

    void theHandshakeIsThatOfTheRfc()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        QVERIFY(
            peer->upgrade("/v1/socket", "Sec-WebSocket-Protocol: parentconnect.v1.cbor, parentconnect.v1.json\r\n"));
        const std::string head = peer->answers().front().head;
        QVERIFY(head.find("sec-websocket-accept: " + std::string(kSampleAccept) + "\r\n") != std::string::npos);
        QVERIFY(head.find("sec-websocket-protocol: parentconnect.v1.cbor\r\n") != std::string::npos);
        QVERIFY(head.find("extensions") == std::string::npos);
        QCOMPARE(fixture.handler.opened.size(), std::size_t(1));
        QCOMPARE(fixture.front->counters().websockets.value(), qint64(1));
    }

    void aRefusedUpgradeGetsTheHandlersAnswer()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        QVERIFY(!peer->upgrade("/refused"));
        QCOMPARE(peer->statuses(), std::vector<int>({ 401 }));
        QTRY_VERIFY(peer->hasEnded());
        QVERIFY(fixture.handler.closed.empty());
    }

    void aSubprotocolThatWasNotOfferedIsAnErrorOfOurs()
    {
        FrontFixture fixture;
        fixture.handler.subprotocol = "other";
        auto peer = fixture.peer();
        QVERIFY(!peer->upgrade());
        QCOMPARE(peer->statuses(), std::vector<int>({ 500 }));
    }

    void anotherVersionIsToldWhichOneIsSpoken()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        std::string request = handshake();
        request.replace(request.find("Version: 13"), 11, "Version: 8");
        peer->send(request);
        QTRY_COMPARE(peer->statuses(), std::vector<int>({ 426 }));
        QVERIFY(peer->received().find("sec-websocket-version: 13\r\n") != std::string::npos);
    }

    void aForeignOriginGetsNoSocket()
    {
        FrontLimits limits;
        limits.origins = { "https://chat.example" };
        FrontFixture fixture(limits);
        auto foreign = fixture.peer();
        QVERIFY(!foreign->upgrade("/", "Origin: https://evil.example\r\n"));
        QCOMPARE(foreign->statuses(), std::vector<int>({ 403 }));
        QVERIFY(fixture.socketPeer("Origin: https://chat.example\r\n"));
        QVERIFY(fixture.socketPeer());
    }

    void framesMayFollowTheHandshakeAtOnce()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(handshake() + text("early"));
        QTRY_VERIFY(peer->received().ends_with("\x81\x05"
                                               "early"));
    }

    void oneFrameReachesManyAndIsFreedAfterTheLast()
    {
        FrontFixture fixture;
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 50; ++i)
            peers.push_back(fixture.socketPeer());
        auto shared = Front::frame("for all", false);
        const std::weak_ptr<const FramedMessage> watched = shared;
        for (const ConnectionId id : fixture.handler.opened)
            fixture.front->send(id, shared);
        shared.reset();
        for (const auto &peer : peers)
            QTRY_COMPARE(peer->frames(), std::vector<ServerFrame>({ { 1, "for all" } }));
        QVERIFY(watched.expired());
    }

    void ownAndSharedMessagesKeepTheirOrder()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        const ConnectionId id = fixture.handler.opened[0];
        std::vector<ServerFrame> expected;
        for (int i = 0; i < 300; ++i) {
            const std::string payload(std::size_t(i * 7 % 1000), static_cast<char>('a' + i % 26));
            if (i % 3 == 0)
                fixture.front->send(id, Front::frame(payload, true));
            else
                fixture.front->send(id, payload, true);
            expected.push_back({ 2, payload });
        }
        QTRY_COMPARE(peer->frames().size(), expected.size());
        QVERIFY(peer->frames() == expected);
    }

    void manyMessagesInOneReadAllComeBackInOrder()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        std::string bytes;
        for (int i = 0; i < 3000; ++i)
            bytes += text(std::to_string(i));
        peer->send(bytes);
        QTRY_COMPARE(peer->frames().size(), std::size_t(3000));
        QCOMPARE(peer->frames()[2999].payload, std::string("2999"));
    }

    void aMegabyteComesAndGoes()
    {
        FrontFixture fixture;
        fixture.handler.messageLimit = 1024 * 1024;
        auto peer = fixture.socketPeer();
        const std::string big(1024 * 1024, 'B');
        peer->send(binary(big));
        QTRY_COMPARE(peer->frames(), std::vector<ServerFrame>({ { 2, big } }));
    }

    void weCloseAndThePeerAgrees()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        const ConnectionId id = fixture.handler.opened[0];
        fixture.front->send(id, "last words", false);
        fixture.front->close(id, CloseCode::GoingAway, "moving");
        fixture.front->send(id, "too late", false);
        fixture.front->close(id, CloseCode::Normal, "again");
        QTRY_COMPARE(peer->frames().size(), std::size_t(2));
        QCOMPARE(peer->frames()[0].payload, std::string("last words"));
        QCOMPARE(closeCode(*peer), 1001);
        QCOMPARE(peer->frames()[1].payload.substr(2), std::string("moving"));
        peer->send(text("still talking"));
        FrontFixture::turn();
        QVERIFY(fixture.handler.messages.empty());
        QVERIFY(fixture.handler.closed.empty());
        peer->send(closing(1001));
        QTRY_VERIFY(peer->hasEnded());
        QTRY_COMPARE(fixture.handler.closed, std::vector<ConnectionId>({ id }));
        QCOMPARE(peer->frames().size(), std::size_t(2));
    }

    void aPeerThatVanishesIsToldOnce()
    {
        FrontFixture fixture;
        for (const bool aborts : { true, false }) {
            auto peer = fixture.socketPeer();
            const std::size_t before = fixture.handler.closed.size();
            if (aborts)
                peer->socket().abort();
            else
                peer->socket().disconnectFromHost();
            QTRY_COMPARE(fixture.handler.closed.size(), before + 1);
        }
        QCOMPARE(fixture.front->counters().open.value(), qint64(0));
    }

    void callsForAConnectionThatIsGoneDoNothing()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        const ConnectionId id = fixture.handler.opened[0];
        peer.reset();
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(1));
        for (const ConnectionId gone : { id, ConnectionId { 0 }, ConnectionId { ~uint64_t { 0 } } }) {
            fixture.front->send(gone, "x", true);
            fixture.front->send(gone, Front::frame("x", true));
            fixture.front->respond(gone, {});
            fixture.front->close(gone, CloseCode::Normal, {});
            fixture.front->setMessageLimit(gone, 1);
            QCOMPARE(fixture.front->outgoing(gone), 0);
        }
    }

    void aHandlerMayCallBackFromEveryEvent()
    {
        FrontFixture fixture;
        fixture.handler.inOpen = [&](ConnectionId id) { fixture.front->send(id, "welcome", false); };
        fixture.handler.inMessage = [&](ConnectionId id, std::string_view payload) {
            if (payload == "close me")
                fixture.front->close(id, CloseCode::Normal, {});
        };
        fixture.handler.inClosed = [&](ConnectionId) {
            for (const ConnectionId other : fixture.handler.opened)
                fixture.front->send(other, "one left", false);
        };
        auto stays = fixture.socketPeer();
        auto leaves = fixture.socketPeer();
        QTRY_COMPARE(leaves->frames().size(), std::size_t(1));
        leaves->send(text("a") + text("close me") + text("unheard") + closing(1000));
        QTRY_VERIFY(leaves->hasEnded());
        QCOMPARE(leaves->frames().size(), std::size_t(3)); // welcome, the echo of "a", close
        QTRY_COMPARE(stays->frames().size(), std::size_t(2));
        QCOMPARE(stays->frames()[1].payload, std::string("one left"));
        QCOMPARE(fixture.handler.messages, std::vector<std::string>({ "a", "close me" }));
    }

    void everyoneMayBeClosedFromWithinOneMessage()
    {
        FrontFixture fixture;
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 20; ++i)
            peers.push_back(fixture.socketPeer());
        fixture.handler.inMessage = [&](ConnectionId, std::string_view) {
            for (const ConnectionId id : fixture.handler.opened)
                fixture.front->close(id, CloseCode::TryAgainLater, "drain");
        };
        for (const auto &peer : peers)
            peer->send(text("x"));
        for (const auto &peer : peers)
            QTRY_COMPARE(closeCode(*peer), 1013);
        fixture.advance(4s);
        QTRY_COMPARE(fixture.handler.closed.size(), std::size_t(20));
    }

    void anAnswerMadeElsewhereLeavesWithoutAnythingBeingRead()
    {
        FrontFixture fixture;
        auto peer = fixture.socketPeer();
        fixture.front->send(fixture.handler.opened[0], "pushed", true);
        QTRY_COMPARE(peer->frames(), std::vector<ServerFrame>({ { 2, "pushed" } }));
        QVERIFY(fixture.handler.turns > 0);
    }
};

int main(int argc, char **argv)
{
    if (auto dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // the application owns it
    QCoreApplication app(argc, argv);
    TestFrontWebSocket test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_front_websocket.moc"
