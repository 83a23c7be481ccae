// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP against a real front over loopback sockets.

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

class TestFrontHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseGetsItsStatusOverASocket_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const HttpCase &one : httpCases())
            QTest::newRow(QByteArray(one.name.c_str()).toPercentEncoding(" /\"?.,:;-").constData()) << index++;
    }

    void everyCaseGetsItsStatusOverASocket()
    {
        QFETCH(int, index);
        const HttpCase &one = httpCases()[std::size_t(index)];
        const bool isHead = one.bytes.starts_with("HEAD");
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(one.bytes);
        QTRY_COMPARE(peer->statuses(isHead), one.statuses);
        const bool ends = (!one.statuses.empty() && one.statuses.back() != 200)
            || peer->received().find("connection: close") != std::string::npos;
        if (ends)
            QTRY_VERIFY(peer->hasEnded());
        else
            FrontFixture::turn();
        QCOMPARE(peer->statuses(isHead), one.statuses);
        QCOMPARE(peer->isConnected(), !ends);
        QVERIFY(std::none_of(fixture.handler.requests.begin(), fixture.handler.requests.end(),
                    [](const HttpRequest &request) { return request.path == "/smuggled"; })
            || one.statuses == Statuses({ 200, 200 }));
    }

    void anAnswerCarriesDateLengthAndDefaults()
    {
        FrontFixture fixture;
        fixture.clock.setUtc(utcFromMilliseconds(784'111'777'000)); // RFC 9110 section 5.6.7
        auto peer = fixture.peer();
        peer->send(get("/x"));
        QTRY_COMPARE(peer->statuses(), Statuses({ 200 }));
        const Answer answer = peer->answers().front();
        QCOMPARE(answer.body, std::string("GET /x\n"));
        for (const char *field : { "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "content-length: 7\r\n",
                 "content-type: text/plain\r\n", "x-content-type-options: nosniff\r\n", "cache-control: no-store\r\n" })
            QVERIFY2(answer.head.find(field) != std::string::npos, field);
    }

    void aHeadIsAnsweredWithoutABody()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get("/y"));
        QTRY_VERIFY(peer->received().ends_with("GET /y\n"));
        QVERIFY(peer->received().find("HEAD /x") == std::string::npos);
        QVERIFY(peer->received().find("content-length: 8\r\n") != std::string::npos);
    }

    void whatAHandlerSaysCannotEndALine()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/injected"));
        QTRY_COMPARE(peer->statuses(), Statuses({ 500 }));
        QVERIFY(peer->received().find("set-cookie") == std::string::npos);
    }

    void aWaitingBodyIsAskedFor()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        QTRY_COMPARE(peer->received(), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        peer->send("abc");
        QTRY_COMPARE(peer->statuses(), Statuses({ 100, 200 }));
    }

    void aBodyThatIsThereIsNotAskedFor()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc");
        QTRY_COMPARE(peer->statuses(), Statuses({ 200 }));
    }

    void requestsInARowAreAnsweredInTheirOrder()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/later/1") + get("/2") + get("/later/3") + get("/4"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(1));
        FrontFixture::turn();
        QCOMPARE(fixture.handler.requests.size(), std::size_t(1));
        fixture.front->respond(fixture.handler.waiting[0], plain("one"));
        QTRY_COMPARE(fixture.handler.waiting.size(), std::size_t(2));
        QTRY_COMPARE(peer->answers().size(), std::size_t(2));
        fixture.front->respond(fixture.handler.waiting[1], plain("three"));
        QTRY_COMPARE(peer->answers().size(), std::size_t(4));
        QCOMPARE(peer->answers()[0].body, std::string("one"));
        QCOMPARE(peer->answers()[1].body, std::string("GET /2\n"));
        QCOMPARE(peer->answers()[2].body, std::string("three"));
        QCOMPARE(peer->answers()[3].body, std::string("GET /4\n"));
    }

    void aThousandRequestsInARowAreAllAnswered()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        std::string bytes;
        for (int i = 0; i < 1000; ++i)
            bytes += get("/r");
        peer->send(bytes);
        QTRY_COMPARE(peer->answers().size(), std::size_t(1000));
    }

    void aLargeAnswerArrivesWhole()
    {
        FrontFixture fixture;
        auto peer = fixture.peer();
        peer->send(get("/big", "Connection: close\r\n"));
        QTRY_VERIFY_WITH_TIMEOUT(peer->hasEnded(), 20'000);
        QCOMPARE(peer->answers().size(), std::size_t(1));
        QCOMPARE(peer->answers()[0].body.size(), std::size_t(16 * 1024 * 1024));
    }

    void aForeignOriginIsRefused_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("listed") << QByteArray("https://chat.example") << 200;
        QTest::newRow("other") << QByteArray("https://evil.example") << 403;
        QTest::newRow("other scheme") << QByteArray("http://chat.example") << 403;
        QTest::newRow("other port") << QByteArray("https://chat.example:444") << 403;
        QTest::newRow("longer") << QByteArray("https://chat.example.evil.example") << 403;
        QTest::newRow("null") << QByteArray("null") << 403;
        QTest::newRow("empty") << QByteArray("") << 403;
    }

    void aForeignOriginIsRefused()
    {
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        FrontLimits limits;
        limits.origins = { "https://chat.example" };
        FrontFixture fixture(limits);
        auto peer = fixture.peer();
        peer->send(get("/", "Origin: " + origin.toStdString() + "\r\n"));
        QTRY_COMPARE(peer->statuses(), Statuses({ status }));
        QCOMPARE(fixture.handler.requests.size(), std::size_t(status == 200 ? 1 : 0));
    }

    void onlyAListedProxyIsBelievedAboutItsPeer_data()
    {
        QTest::addColumn<QByteArrayList>("proxies");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("peer");
        const QByteArray local = "127.0.0.1";
        const QByteArrayList none;
        QTest::newRow("nobody is listed") << none << QByteArray("X-Forwarded-For: 10.0.0.1\r\n") << local;
        QTest::newRow("listed") << QByteArrayList { local } << QByteArray("X-Forwarded-For: 10.0.0.1\r\n")
                                << QByteArray("10.0.0.1");
        QTest::newRow("another is listed")
            << QByteArrayList { "10.0.0.9" } << QByteArray("X-Forwarded-For: 10.0.0.1\r\n") << local;
        QTest::newRow("only the last word counts")
            << QByteArrayList { local } << QByteArray("X-Forwarded-For: 6.6.6.6, 10.0.0.1\r\n")
            << QByteArray("10.0.0.1");
        QTest::newRow("of several fields too")
            << QByteArrayList { local } << QByteArray("X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 10.0.0.2\r\n")
            << QByteArray("10.0.0.2");
        QTest::newRow("proxies in a row")
            << QByteArrayList { local, "10.1.1.1" } << QByteArray("X-Forwarded-For: 6.6.6.6, 10.0.0.1, 10.1.1.1\r\n")
            << QByteArray("10.0.0.1");
        QTest::newRow("IPv6") << QByteArrayList { local } << QByteArray("X-Forwarded-For: 2001:DB8::1\r\n")
                              << QByteArray("2001:db8::1");
        QTest::newRow("no address") << QByteArrayList { local } << QByteArray("X-Forwarded-For: unknown\r\n") << local;
        QTest::newRow("empty") << QByteArrayList { local } << QByteArray("X-Forwarded-For:\r\n") << local;
        QTest::newRow("not said") << QByteArrayList { local } << QByteArray() << local;
    }

    void onlyAListedProxyIsBelievedAboutItsPeer()
    {
        QFETCH(QByteArrayList, proxies);
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, peer);
        FrontLimits limits;
        for (const QByteArray &proxy : proxies)
            limits.proxies.push_back(proxy.toStdString());
        FrontFixture fixture(limits);
        auto client = fixture.peer();
        client->send(get("/", fields.toStdString()));
        QTRY_COMPARE(fixture.handler.requests.size(), std::size_t(1));
        QCOMPARE(fixture.handler.requests[0].peer, peer.toStdString());
    }

    void severalFrontsShareOnePort()
    {
        FrontLimits limits;
        limits.sharePort = true;
        FrontFixture first(limits);
        RecordingHandler handler;
        auto second
            = Front::listen(QHostAddress(QHostAddress::LocalHost), first.front->port(), limits, handler, first.clock);
        QVERIFY(second.ok());
        handler.front = second->get();
        std::vector<std::unique_ptr<RawPeer>> peers;
        for (int i = 0; i < 64; ++i) {
            peers.push_back(first.peer());
            peers.back()->send(get("/later"));
        }
        QTRY_COMPARE(first.handler.waiting.size() + handler.waiting.size(), std::size_t(64));
        QVERIFY(!first.handler.waiting.empty());
        QVERIFY(!handler.waiting.empty());
        std::set<ConnectionId> ids(first.handler.waiting.begin(), first.handler.waiting.end());
        ids.insert(handler.waiting.begin(), handler.waiting.end());
        QCOMPARE(ids.size(), std::size_t(64));
    }

    void aPortInUseIsAnErrorWithAReason()
    {
        FrontFixture fixture;
        RecordingHandler handler;
        const auto second
            = Front::listen(QHostAddress(QHostAddress::LocalHost), fixture.front->port(), {}, handler, fixture.clock);
        QVERIFY(!second.ok());
        QCOMPARE(second.code(), Errc::Network);
        QVERIFY(second.error().detail.startsWith(QStringLiteral("bind")));
    }

    void ipv6IsServed()
    {
        FrontFixture fixture;
        RecordingHandler handler;
        auto front = Front::listen(QHostAddress(QHostAddress::LocalHostIPv6), 0, {}, handler, fixture.clock);
        if (!front.ok())
            QSKIP("no IPv6 loopback on this machine");
        handler.front = front->get();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), (*front)->port());
        socket.write("GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n");
        QTRY_COMPARE(handler.requests.size(), std::size_t(1));
        QCOMPARE(handler.requests[0].peer, std::string("::1"));
    }
};

int main(int argc, char **argv)
{
    if (auto dispatcher = makeEventDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // the application owns it
    QCoreApplication app(argc, argv);
    TestFrontHttp test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_front_http.moc"
