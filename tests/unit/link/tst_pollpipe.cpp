// SPDX-License-Identifier: GPL-3.0-or-later
// Frames by HTTP long poll, against scripted answers: what is made again, what ends it, and when it is chosen.

#include "core/base/fakeclock.h"
#include "core/link/pollpipe.h"
#include "core/link/transportchoice.h"
#include "core/wire/batch.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QSignalSpy>
#include <QTest>

#include "faketokens.h"

using namespace pc;
using namespace pc::link;
using namespace std::chrono_literals;
using pc::test::ScriptedHttp;

class TestPollPipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoRefusalsInARowMakeItPoll()
    {
        TransportChoice choice;
        choice.refusedByNetwork(Transport::WebSocket);
        QCOMPARE(choice.next(), Transport::WebSocket);
        choice.welcomed(Transport::WebSocket);
        choice.refusedByNetwork(Transport::WebSocket);
        QCOMPARE(choice.next(), Transport::WebSocket);
        choice.refusedByNetwork(Transport::WebSocket);
        QCOMPARE(choice.next(), Transport::LongPoll);
        choice.welcomed(Transport::LongPoll);
        QCOMPARE(choice.next(), Transport::LongPoll);
        choice.lost(Transport::LongPoll);
        QCOMPARE(choice.next(), Transport::WebSocket);
        choice.refusedByNetwork(Transport::WebSocket);
        QCOMPARE(choice.next(), Transport::LongPoll);
        choice.refusedByNetwork(Transport::LongPoll);
        QCOMPARE(choice.next(), Transport::WebSocket);
    }

    void aTokenThatEndsBetweenPollsIsRenewedAndThePollMadeAgain()
    {
        ScriptedHttp http;
        http.on("/v1/frames", [&](const ScriptedHttp::Request &request) -> ScriptedHttp::Response {
            if (request.method == "POST")
                return { 201, "0.abc", "text/plain", {}, false, false };
            if (!request.head.contains("Bearer renewed"))
                return ScriptedHttp::problem(401, "unauthenticated");
            const bool isFirst = request.target.contains("after=0");
            return { 200, wire::encodeBatch({ 1, false, { QByteArray("frame") } }), wire::kBatchContentType, {},
                !isFirst, false };
        });
        FakeClock clock;
        test::ScriptedWay way { clock };
        FakeTokens tokens;
        tokens.next = QStringLiteral("renewed");
        PollPipe pipe(RelayAddress::fromText(http.url()).value(), QStringLiteral("old"), tokens, way.network, clock);
        QSignalSpy messages(&pipe, &Pipe::messageReceived);
        QSignalSpy lost(&pipe, &Pipe::lost);
        pipe.open();
        QVERIFY(pipe.send("hello"));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(messages.front().front().toByteArray(), QByteArray("frame"));
        QCOMPARE(tokens.wanted, std::vector { AccessTokens::Wanted::Renewed });
        QCOMPARE(lost.size(), 0);
        for (const auto &request : http.requests)
            QVERIFY(!request.target.contains("old") && !request.target.contains("renewed"));
    }

    void anAnswerThatWasOvertakenEndsNothingButAGapDoes()
    {
        ScriptedHttp http;
        std::vector<wire::Batch> answers {
            { 1, false, { QByteArray("one") } },
            { 0, false, {} }, // "nothing after 0", sent before the first batch and come behind it
            { 2, false, { QByteArray("two") } },
            { 4, false, { QByteArray("four") } },
        };
        size_t polls = 0;
        http.on("/v1/frames", [&](const ScriptedHttp::Request &request) -> ScriptedHttp::Response {
            if (request.method == "POST")
                return { 201, "0.abc", "text/plain", {}, false, false };
            return { 200, wire::encodeBatch(answers.at(polls++)), wire::kBatchContentType, {}, false, false };
        });
        FakeClock clock;
        test::ScriptedWay way { clock };
        FakeTokens tokens;
        PollPipe pipe(RelayAddress::fromText(http.url()).value(), QStringLiteral("token"), tokens, way.network, clock);
        std::vector<QByteArray> heard;
        std::vector<Errc> lost;
        connect(&pipe, &Pipe::messageReceived, this, [&](const QByteArray &frame) { heard.push_back(frame); });
        connect(&pipe, &Pipe::lost, this, [&](const Error &error) { lost.push_back(error.code); });
        pipe.open();
        QVERIFY(pipe.send("hello"));
        QTRY_COMPARE(lost, std::vector { Errc::Invalid });
        QCOMPARE(heard, (std::vector<QByteArray> { "one", "two" }));
        QCOMPARE(polls, answers.size());
    }

    void aBatchUpWhoseAnswerIsLostIsMadeAgainUnderItsNumber()
    {
        ScriptedHttp http;
        int posts = 0;
        http.on("/v1/frames", [&](const ScriptedHttp::Request &request) -> ScriptedHttp::Response {
            if (request.method == "GET")
                return { 200, {}, {}, {}, true, false };
            ++posts;
            if (posts == 1)
                return { 201, "0.abc", "text/plain", {}, false, false };
            return { 204, {}, {}, {}, false, posts == 2 };
        });
        FakeClock clock;
        test::ScriptedWay way { clock };
        FakeTokens tokens;
        PollPipe pipe(RelayAddress::fromText(http.url()).value(), QStringLiteral("token"), tokens, way.network, clock);
        pipe.open();
        QVERIFY(pipe.send("hello"));
        QTRY_COMPARE(posts, 1);
        QTRY_VERIFY(http.count("/v1/frames?after") == 1);
        QVERIFY(pipe.send("one") && pipe.send("two"));
        QTRY_VERIFY((clock.advance(100ms), posts >= 3));
        std::vector<QByteArray> bodies;
        for (const auto &request : http.requests) {
            if (request.method == "POST")
                bodies.push_back(request.body);
        }
        QCOMPARE(bodies[1], wire::encodeBatch({ 2, false, { "one", "two" } }));
        QCOMPARE(bodies[2], bodies[1]);
    }

    void aPageThatIsNotTheRelaysEndsThePipeAndSignsNobodyOut()
    {
        for (const int status : { 200, 302, 401, 407, 511 }) {
            ScriptedHttp http;
            http.on("/v1/frames",
                { status, "<html>Please pay for the hotel's network</html>", "text/html", {}, false, false });
            FakeClock clock;
            test::ScriptedWay way { clock };
            FakeTokens tokens;
            PollPipe pipe(
                RelayAddress::fromText(http.url()).value(), QStringLiteral("token"), tokens, way.network, clock);
            std::vector<Errc> lost;
            connect(&pipe, &Pipe::lost, this, [&](const Error &error) { lost.push_back(error.code); });
            pipe.open();
            QVERIFY(pipe.send("hello"));
            QTRY_VERIFY((clock.advance(1s), !lost.empty()));
            QCOMPARE(lost.size(), size_t(1));
            QVERIFY(lost.front() != Errc::Unauthenticated);
            QCOMPARE(http.requests.size(), size_t(1)); // such a page begins no session
            QVERIFY(tokens.wanted.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestPollPipe)
#include "tst_pollpipe.moc"
