// SPDX-License-Identifier: GPL-3.0-or-later
// A real relay over HTTP long poll, seen by devices that only speak frames.

#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/groupdevice/opentalk.h"
#include "tests/support/relay/pollclient.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"

#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace pc;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

std::vector<QByteArray> textsOf(const std::vector<wire::Message> &messages)
{
    std::vector<QByteArray> texts;
    for (const wire::Message &message : messages)
        texts.push_back(insideOf(message.content));
    return texts;
}

int numberFrom(const char *variable, int otherwise)
{
    bool isNumber = false;
    const int given = qEnvironmentVariableIntValue(variable, &isNumber);
    return isNumber && given > 0 ? given : otherwise;
}

std::vector<QByteArray> numbers(int count)
{
    std::vector<QByteArray> texts;
    for (int i = 0; i < count; ++i)
        texts.push_back(QByteArray::number(i));
    return texts;
}

} // namespace

class TestPoll : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestRelay> m_relay;
    Enrolled m_teacher;
    Enrolled m_mother;

    void start()
    {
        QVERIFY(m_relay->start());
        m_teacher = m_relay->enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_mother = m_relay->enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        QVERIFY(!m_teacher.accessToken.isEmpty() && !m_mother.accessToken.isEmpty());
    }

    template<typename Client>
    static wire::Message say(Client &from, ConversationId where, const QByteArray &text)
    {
        return { where, from.newMessageId(), {}, {}, lookalike(where, 0, text), {}, {} };
    }

    PollClient polling(const Enrolled &who) const { return PollClient(m_relay->url(), who.accessToken); }

    static QByteArray pollRequest(const PollClient &client)
    {
        return "GET /v1/frames?wait=25&after=" + QByteArray::number(client.after)
            + " HTTP/1.1\r\nhost: relay\r\nauthorization: Bearer " + client.token.toLatin1()
            + "\r\npoll-session: " + client.session + "\r\n\r\n";
    }

private Q_SLOTS:
    void init() { m_relay = std::make_unique<TestRelay>(); }
    void cleanup() { m_relay.reset(); }

    void twoPeopleTalkBothWaysOneOfThemByPolls()
    {
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        QCOMPARE(mother.heard<wire::Welcome>().front().device, m_mother.device);
        const auto id = openTalk(teacher, m_mother.person.id);
        QVERIFY(teacher.ask(say(teacher, id, "Good morning")).has_value());
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Message>().size() == 1; }));
        QCOMPARE(insideOf(mother.heard<wire::Message>().front().content), QByteArray("Good morning"));
        QCOMPARE(mother.send({ say(mother, id, "Good"), say(mother, id, "morning!") }), 204);
        QTRY_COMPARE(textsOf(teacher.heard<wire::Message>()), (std::vector<QByteArray> { "Good", "morning!" }));
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Ack>().size() == 2; }));
    }

    void whatWasMissedComesByPollsInOrder()
    {
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        for (int i = 0; i < 30; ++i)
            QVERIFY(teacher.ask(say(teacher, id, QByteArray::number(i))).has_value());
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        QCOMPARE(textsOf(mother.heard<wire::Message>()), numbers(30));
    }

    void anAnswerThatWasLostIsGivenAgainByteForByte()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.begin());
        const PollAnswer first = mother.ask(0, 5);
        QVERIFY(first.status == 200 && first.batch.number == 1 && !first.batch.frames.empty());
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        QVERIFY(teacher.ask(say(teacher, id, "later")).has_value());
        QCOMPARE(mother.ask(0).body, first.body);
        QCOMPARE(mother.ask(0, 5).body, first.body);
        mother.take(first.batch);
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Message>().size() == 1; }));
        QCOMPARE(mother.ask(mother.after + 1).status, 409);
        QCOMPARE(mother.ask(mother.after + 1'000).status, 409);
    }

    void aBatchUpThatComesTwiceIsTakenOnce()
    {
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        const wire::Batch batch = mother.makeBatch(2, { say(mother, id, "once") });
        QCOMPARE(mother.sendBatch(batch), 204);
        QCOMPARE(mother.sendBatch(batch), 204);
        QCOMPARE(mother.sendBatch(mother.makeBatch(4, { say(mother, id, "too far") })), 409);
        QCOMPARE(mother.sendBatch(mother.makeBatch(3, { say(mother, id, "next") })), 204);
        QTRY_COMPARE(textsOf(teacher.heard<wire::Message>()), (std::vector<QByteArray> { "once", "next" }));
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Ack>().size() >= 2; }));
        QCOMPARE(mother.heard<wire::Ack>().size(), size_t(2));
    }

    void aPollWaitsUntilSomethingComes()
    {
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        while (!mother.poll().batch.frames.empty()) { }
        teacher.send(say(teacher, id, "now")); // leaves as soon as the poll below spins the loop
        const PollAnswer answer = mother.poll(25);
        QCOMPARE(answer.status, 200);
        QCOMPARE(mother.heard<wire::Message>().size(), size_t(1));
    }

    void aPollWhoseTimeIsOverIsAnsweredEmpty()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        while (!mother.poll().batch.frames.empty()) { }
        const PollAnswer answer = mother.ask(mother.after, 1);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.batch.frames.empty() && !answer.batch.last);
        QCOMPARE(answer.batch.number, mother.after);
    }

    void aSecondPollEndsTheFirst()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        while (!mother.poll().batch.frames.empty()) { }
        PollClient again = polling(m_mother);
        again.session = mother.session;
        PollAnswer second;
        const auto askTwice
            = [&] { // of two connections either may be heard first: then it is the next one that ends the other
                  second = again.ask(mother.after, 1);
                  second = again.ask(mother.after, 1);
              };
        QMetaObject::invokeMethod(this, askTwice, Qt::QueuedConnection);
        const PollAnswer first = mother.ask(mother.after, 25); // spins, so that the second begins and ends within
        QCOMPARE(first.status, 200);
        QVERIFY(first.batch.frames.empty());
        QCOMPARE(second.status, 200);
    }

    void aWebSocketOfTheSameDeviceReplacesThePolls_data()
    {
        QTest::addColumn<int>("loops");
        QTest::newRow("one loop") << 1;
        QTest::newRow("three loops") << 3;
    }

    void aWebSocketOfTheSameDeviceReplacesThePolls()
    {
        QFETCH(int, loops);
        m_relay->options().loops = loops;
        start();
        PollClient polls = polling(m_mother);
        QVERIFY(polls.greet());
        WireClient socket;
        QVERIFY(socket.greet(m_relay->url(), m_mother.accessToken));
        QVERIFY(polls.pollUntil([&] { return polls.hasEnded; }));
        QCOMPARE(polls.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Replaced);
        QCOMPARE(polls.poll().status, 410);
        QCOMPARE(polls.poll().status, 404);
        QVERIFY(socket.isOpen());
        QTRY_COMPARE(m_relay->openSessions(), 1);
    }

    void pollsOfTheSameDeviceReplaceAWebSocket()
    {
        start();
        WireClient socket;
        QVERIFY(socket.greet(m_relay->url(), m_mother.accessToken));
        PollClient polls = polling(m_mother);
        QVERIFY(polls.greet());
        QTRY_VERIFY(!socket.isOpen());
        QCOMPARE(socket.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Replaced);
    }

    void silenceEndsASession()
    {
        m_relay->options().heartbeat = 200ms;
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        QCOMPARE(m_relay->openSessions(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_relay->openSessions(), 0, 20'000);
    }

    void pollsAloneKeepASession()
    {
        m_relay->options().heartbeat = 300ms;
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        // Ten beats: a session that polls did not keep would be gone after two.
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Heartbeat>().size() >= 10; }));
        QVERIFY(!mother.hasEnded);
    }

    void aRevokedDeviceIsTold()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        while (!mother.poll().batch.frames.empty()) { }
        QTcpSocket waiting;
        waiting.connectToHost(QHostAddress::LocalHost, m_relay->port());
        waiting.write(pollRequest(mother));
        QTRY_VERIFY(waiting.state() == QAbstractSocket::ConnectedState && waiting.bytesToWrite() == 0);
        QCOMPARE(m_relay->openSessions(), 1); // the relay has read the poll by the time that it answers this
        QVERIFY(m_relay->revoke(m_mother.device));
        QByteArray answer;
        QTRY_VERIFY((answer += waiting.readAll()).contains("\r\n\r\n"));
        const auto batch = wire::decodeBatch(answer.mid(answer.indexOf("\r\n\r\n") + 4));
        QVERIFY(batch && batch->last);
        mother.take(*batch);
        QCOMPARE(mother.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Revoked);
        QCOMPARE(mother.poll().status, 401);
    }

    void aDrainReachesPollsAndBeginsNoMore()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        while (!mother.poll().batch.frames.empty()) { }
        QSignalSpy drained(&m_relay->relay(), &relay::Relay::drained);
        QMetaObject::invokeMethod(
            this, [&] { m_relay->relay().drain(); }, Qt::QueuedConnection);
        QVERIFY(mother.pollUntil([&] { return mother.hasEnded; }));
        QCOMPARE(mother.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Draining);
        mother.session.clear();
        QVERIFY(!mother.begin());
        QTRY_COMPARE(drained.size(), 1);
    }

    void aSessionIsNobodyElses()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        PollClient stranger = polling(m_teacher);
        stranger.session = mother.session;
        QCOMPARE(stranger.ask(0).status, 404);
        QCOMPARE(stranger.send({ wire::Heartbeat {} }), 404);
        QCOMPARE(stranger.end(), 404);
        stranger.token.clear();
        QCOMPARE(stranger.ask(0).status, 401);
        QCOMPARE(stranger.send({ wire::Heartbeat {} }), 401);
        QCOMPARE(stranger.end(), 401);
        for (const char *name : { "0.", "0.x", "7.x", "99999999999999999999.x", "-1.x", "x" }) {
            mother.session = name;
            QCOMPARE(mother.ask(0).status, 404);
        }
    }

    void aHelloForAnotherDeviceIsRefused()
    {
        start();
        PollClient mother = polling(m_mother);
        wire::Hello hello;
        hello.accessToken = m_teacher.accessToken;
        const auto batch = mother.makeBatch(1, { hello });
        QCOMPARE(mother.sendBatch(batch), 403);
        QCOMPARE(m_relay->openSessions(), 0);
    }

    void aHelloThatIsRefusedSaysSoAndEnds()
    {
        start();
        PollClient mother = polling(m_mother);
        wire::Hello hello;
        hello.accessToken = QStringLiteral("none of ours");
        const PollAnswer begun = mother.exchange("POST", {}, wire::encodeBatch(mother.makeBatch(1, { hello })));
        QCOMPARE(begun.status, 201);
        mother.session = begun.body;
        QVERIFY(mother.poll(5).batch.last);
        QCOMPARE(mother.heard<wire::ErrorReply>().front().code, Errc::Unauthenticated);
    }

    void aSessionThatIsEndedByItsDeviceIsGoneAtOnce()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        QCOMPARE(mother.end(), 204);
        QCOMPARE(m_relay->openSessions(), 0);
        QCOMPARE(mother.ask(0).status, 404);
    }

    void whatIsNoBatchIsRefusedAndHarmsNothing()
    {
        start();
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        for (const QByteArray &body :
            { QByteArray(), QByteArray("x"), QByteArray("\x02", 1), QByteArray("\x02\xf4\x5f", 3) })
            QCOMPARE(mother.exchange("POST", {}, body).status, 400);
        QCOMPARE(mother.exchange("GET", QStringLiteral("after=-1"), {}).status, 400);
        QCOMPARE(mother.exchange("GET", QStringLiteral("after=1x"), {}).status, 400);
        QCOMPARE(mother.exchange("GET", QStringLiteral("wait="), {}).status, 400);
        QCOMPARE(mother.exchange("PUT", {}, {}).status, 405);
        wire::Batch many { 2, false, std::vector<QByteArray>(wire::kMaxBatchFrames + 1) };
        QCOMPARE(mother.sendBatch(many), 413);
        QCOMPARE(mother.send({ wire::Heartbeat {} }), 204);
    }

    void onlyWhoIsSignedInMaySendMuch()
    {
        start();
        PollClient mother = polling(m_mother);
        const QByteArray large(100 * 1024, 'x');
        QCOMPARE(mother.exchange("POST", {}, large).status, 400); // read, and no batch
        QCOMPARE(mother.exchange("POST", {}, QByteArray(2 * 1024 * 1024, 'x')).status, 413);
        mother.token.clear();
        QCOMPARE(mother.exchange("POST", {}, large).status, 413);
    }

    void sessionsHaveABound_data()
    {
        QTest::addColumn<int>("total");
        QTest::addColumn<int>("perAddress");
        QTest::addColumn<int>("status");
        QTest::newRow("of an address") << 100 << 1 << 429;
        QTest::newRow("of all") << 1 << 100 << 503;
    }

    void sessionsHaveABound()
    {
        QFETCH(int, total);
        QFETCH(int, perAddress);
        QFETCH(int, status);
        start();
        auto options = m_relay->options();
        options.front.connections = total;
        options.front.connectionsPerAddress = perAddress;
        PollClient mother = polling(m_mother);
        PollClient teacher = polling(m_teacher);
        // Connections that are there stay; the bound is for what begins from now on.
        QCOMPARE(teacher.ask(0).status, 404);
        QVERIFY(mother.greet());
        QVERIFY(m_relay->relay().reconfigure(options).ok());
        wire::Hello hello;
        hello.accessToken = m_teacher.accessToken;
        const auto bytes = wire::encodeBatch(teacher.makeBatch(1, { hello }));
        QTRY_COMPARE(teacher.exchange("POST", {}, bytes).status, status);
        QCOMPARE(mother.end(), 204);
        QVERIFY(teacher.begin());
    }

    void whoDoesNotFetchIsEndedAndCatchesUp()
    {
        m_relay->options().front.outgoingBytes = 64 * 1024;
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        for (int i = 0; i < 30; ++i)
            QVERIFY(teacher.ask(say(teacher, id, QByteArray(4 * 1024, 'x'))).has_value());
        QVERIFY(mother.pollUntil([&] { return mother.hasEnded; }));
        QVERIFY(mother.heard<wire::Message>().size() < 30);
        PollClient again = polling(m_mother);
        QVERIFY(again.greet());
        QCOMPARE(again.heard<wire::Message>().size(), size_t(30));
    }

    void aSessionIsServedOverAnyLoop()
    {
        m_relay->options().loops = 4;
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        PollClient mother = polling(m_mother);
        mother.reconnectAlways(); // the system gives each connection to any loop
        QVERIFY(mother.greet());
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(mother.send({ say(mother, id, QByteArray::number(i)) }), 204);
            QCOMPARE(mother.poll(0).status, 200);
        }
        QTRY_COMPARE(textsOf(teacher.heard<wire::Message>()), numbers(40));
        QVERIFY(mother.pollUntil([&] { return mother.heard<wire::Ack>().size() == 40; }));
    }

    void hangUpsAtAnyMomentLoseNothing_data()
    {
        QTest::addColumn<int>("loops");
        QTest::newRow("one loop") << 1;
        QTest::newRow("two loops") << 2;
    }

    /// Row W1: polls hang up at any moment while messages come. PC_HANG_UPS says how many, PC_SEED when.
    void hangUpsAtAnyMomentLoseNothing()
    {
        QFETCH(int, loops);
        m_relay->options().loops = loops;
        start();
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        PollClient mother = polling(m_mother);
        QVERIFY(mother.greet());
        const int hangUps = numberFrom("PC_HANG_UPS", 2'000);
        QRandomGenerator chance(quint32(numberFrom("PC_SEED", 11)));
        int said = 0;
        for (int i = 0; i < hangUps; ++i) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_relay->port());
            socket.write(pollRequest(mother));
            if (chance.bounded(4) == 0)
                teacher.send(say(teacher, id, QByteArray::number(said++)));
            for (int turns = chance.bounded(6); turns > 0; --turns)
                QTest::qWait(0);
            if (chance.bounded(2) == 0)
                socket.abort();
            // Every 50th one is answered, so that batches are acknowledged in between too.
            if (i % 50 == 49)
                QCOMPARE(mother.poll().status, 200);
        }
        QVERIFY(mother.pollUntil([&] { return int(mother.heard<wire::Message>().size()) >= said; }));
        QCOMPARE(textsOf(mother.heard<wire::Message>()), numbers(said));
    }

    void everyRouteAsksForWhatItsListSays()
    {
        start();
        QNetworkAccessManager network;
        int signedIn = 0;
        for (const relay::front::Route &route : relay::Relay::routes()) {
            QUrl url = m_relay->url();
            url.setPath(QString::fromLatin1(route.path.data(), qsizetype(route.path.size()))
                + (route.path.ends_with('/') ? QStringLiteral("x") : QString()));
            QNetworkRequest request(url);
            request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
            const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(
                request, QByteArray(route.method.data(), qsizetype(route.method.size())), QByteArray("{}")));
            QVERIFY(QTest::qWaitFor([&] { return reply->isFinished(); }, 10'000));
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            QVERIFY2(status != 404 && status != 405, qPrintable(url.path()));
            if (route.access == relay::front::Access::SignedIn) {
                ++signedIn;
                QVERIFY2(status == 401, qPrintable(url.path()));
            }
        }
        QVERIFY(signedIn >= 9);
    }
};

QTEST_GUILESS_MAIN(TestPoll)
#include "tst_poll.moc"
