// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/acceptkey.h"
#include "core/relay/front/handshake.h"
#include "core/relay/front/httpdate.h"
#include "core/relay/front/outqueue.h"
#include "core/relay/front/responsewriter.h"

#include <QTest>

#include <array>

using namespace pc::relay::front;

namespace {

const std::string kKey = "dGhlIHNhbXBsZSBub25jZQ==";

HttpRequest validRequest()
{
    HttpRequest request;
    request.method = "GET";
    request.path = "/v1/socket";
    request.fields = { { "host", "a" }, { "upgrade", "websocket" }, { "connection", "keep-alive, Upgrade" },
        { "sec-websocket-version", "13" }, { "sec-websocket-key", kKey } };
    return request;
}

void setField(HttpRequest &request, const std::string &name, const std::string &value)
{
    for (auto &field : request.fields) {
        if (field.first == name) {
            field.second = value;
            return;
        }
    }
    request.fields.emplace_back(name, value);
}

/// 101 for an offer, else the refusal's status.
int verdict(const HttpRequest &request)
{
    const auto checked = checkHandshake(request);
    const auto *refusal = std::get_if<HttpResponse>(&checked);
    return refusal ? refusal->status : 101;
}

} // namespace

class TestHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAcceptKeyIsThatOfTheRfc() { QCOMPARE(acceptKeyFor(kKey), std::string("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")); }

    void aHandshakeIsJudgedFieldByField_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *field, const char *value, int status) {
            QTest::newRow(name) << QByteArray(field) << QByteArray(value) << status;
        };
        row("as it should be", "x-other", "y", 101);
        row("upgrade in capitals", "upgrade", "WebSocket", 101);
        row("upgrade in a list", "upgrade", "h2c, websocket", 101);
        row("connection without upgrade", "connection", "keep-alive", 400);
        row("connection with something like it", "connection", "upgraded", 400);
        row("version 8", "sec-websocket-version", "8", 426);
        row("version 0", "sec-websocket-version", "0", 426);
        row("version 14", "sec-websocket-version", "14", 426);
        row("version 013", "sec-websocket-version", "013", 426);
        row("version list", "sec-websocket-version", "13, 8", 426);
        row("no version", "sec-websocket-version", "", 426);
        row("no key", "sec-websocket-key", "", 400);
        row("short key", "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZ==", 400);
        row("long key", "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQAA==", 400);
        row("key without padding", "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQAA", 400);
        row("key in base64url", "sec-websocket-key", "dGhlIHNhbXBsZSBub25j-_==", 400);
        row("key with spare bits", "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZR==", 400);
        row("key with a blank", "sec-websocket-key", "dGhlIHNhbXBsZSBub25 ZQ==", 400);
        row("one subprotocol", "sec-websocket-protocol", "a.b", 101);
        row("three subprotocols", "sec-websocket-protocol", "a, b ,c", 101);
        row("empty subprotocol list", "sec-websocket-protocol", "", 400);
        row("empty member", "sec-websocket-protocol", "a,,b", 400);
        row("member that is no token", "sec-websocket-protocol", "a b", 400);
        row("member in quotes", "sec-websocket-protocol", "\"a\"", 400);
        row("member twice", "sec-websocket-protocol", "a, b, a", 400);
        row("16 members", "sec-websocket-protocol", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p", 101);
        row("17 members", "sec-websocket-protocol", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", 400);
        row("extensions are not agreed to", "sec-websocket-extensions", "permessage-deflate", 101);
    }

    void aHandshakeIsJudgedFieldByField()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        HttpRequest request = validRequest();
        setField(request, field.toStdString(), value.toStdString());
        QVERIFY(asksForWebSocket(request));
        QCOMPARE(verdict(request), status);
    }

    void onlyAGetWithoutABodyBeginsAWebSocket()
    {
        HttpRequest request = validRequest();
        request.method = "POST";
        QCOMPARE(verdict(request), 405);
        request = validRequest();
        request.body = "x";
        QCOMPARE(verdict(request), 400);
        setField(request, "upgrade", "h2c");
        QVERIFY(!asksForWebSocket(request));
    }

    void subprotocolsOfSeveralFieldsAreOneList()
    {
        HttpRequest request = validRequest();
        request.fields.emplace_back("sec-websocket-protocol", "a");
        request.fields.emplace_back("sec-websocket-protocol", "b, c");
        const auto checked = checkHandshake(request);
        QCOMPARE(std::get<HandshakeOffer>(checked).subprotocols, std::vector<std::string>({ "a", "b", "c" }));
        request.fields.emplace_back("sec-websocket-protocol", "a");
        QCOMPARE(verdict(request), 400);
    }

    void onlyWhatWasOfferedCanBeAccepted()
    {
        const HandshakeOffer offer { kKey, { "a", "b" } };
        QVERIFY(writeAcceptance(offer, "k", "b")->find("sec-websocket-protocol: b\r\n") != std::string::npos);
        QVERIFY(writeAcceptance(offer, "k", "")->find("protocol: ") == std::string::npos);
        QVERIFY(!writeAcceptance(offer, "k", "c"));
        QVERIFY(!writeAcceptance(offer, "k", "a\r\nx: y"));
    }

    void aResponseCannotSmuggle_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("writable");
        QTest::newRow("plain") << QByteArray("x-a") << QByteArray("b") << true;
        QTest::newRow("LF in a value") << QByteArray("x-a") << QByteArray("b\nc: d") << false;
        QTest::newRow("CR in a value") << QByteArray("x-a") << QByteArray("b\rc") << false;
        QTest::newRow("NUL in a value") << QByteArray("x-a") << QByteArray("b\0c", 3) << false;
        QTest::newRow("LF in a name") << QByteArray("x\na") << QByteArray("b") << false;
        QTest::newRow("blank in a name") << QByteArray("x a") << QByteArray("b") << false;
        QTest::newRow("colon in a name") << QByteArray("x:") << QByteArray("b") << false;
        QTest::newRow("no name") << QByteArray("") << QByteArray("b") << false;
        for (const char *own :
            { "Content-Length", "transfer-encoding", "Connection", "Date", "Upgrade", "Content-Type" })
            QTest::newRow(own) << QByteArray(own) << QByteArray("1") << false;
    }

    void aResponseCannotSmuggle()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(bool, writable);
        HttpResponse response;
        response.fields.emplace_back(name.toStdString(), value.toStdString());
        QCOMPARE(writeResponse(response, {}).has_value(), writable);
    }

    void aResponseHasAStatusAndATypeThatCanBeWritten()
    {
        HttpResponse response;
        for (const int status : { 0, 100, 199, 600, -200 }) {
            response.status = status;
            QVERIFY(!writeResponse(response, {}));
        }
        response.status = 299;
        QVERIFY(writeResponse(response, {})->starts_with("HTTP/1.1 299 Status\r\n"));
        response.contentType = "a\r\nb: c";
        QVERIFY(!writeResponse(response, {}));
    }

    void noBodyGoesWhereNoneBelongs()
    {
        HttpResponse response;
        response.body = "body";
        for (const int status : { 204, 304 }) {
            response.status = status;
            const std::string bytes = *writeResponse(response, {});
            QVERIFY(bytes.ends_with("\r\n\r\n"));
            QVERIFY(bytes.find("content-length") == std::string::npos);
        }
    }

    void aHandlersOwnCachingIsKept()
    {
        HttpResponse response;
        response.fields.emplace_back("Cache-Control", "private, max-age=60");
        QVERIFY(writeResponse(response, {})->find("no-store") == std::string::npos);
    }

    void datesAreThoseOfTheRfc()
    {
        QCOMPARE(httpDate(784'111'777), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(httpDate(0), std::string("Thu, 01 Jan 1970 00:00:00 GMT"));
        QCOMPARE(httpDate(1'709'210'096), std::string("Thu, 29 Feb 2024 12:34:56 GMT"));
    }

    void aQueueGivesBackItsBytesInOrderHoweverTheyAreTaken()
    {
        SpareBuffers spares;
        for (std::size_t step = 1; step < 4'000; step += step / 3 + 1) {
            OutQueue queue(spares);
            std::string expected;
            for (int i = 0; i < 200; ++i) {
                const std::size_t size = (i % 13 + 1) * (i % 7 ? 1 : 170); // some are shared, some copied
                const std::string piece(size, static_cast<char>('a' + i % 26));
                expected += piece;
                if (i % 2)
                    queue.append(std::make_shared<const std::string>(piece));
                else
                    queue.append(std::string_view(piece));
            }
            std::string taken;
            while (!queue.isEmpty()) {
                std::array<std::string_view, 3> pieces;
                const std::size_t count = queue.peek(pieces);
                std::string together;
                for (std::size_t i = 0; i < count; ++i)
                    together += pieces[i];
                const std::size_t part = std::min(step, together.size());
                taken += together.substr(0, part);
                queue.drop(part);
                QCOMPARE(queue.size(), expected.size() - taken.size());
            }
            QCOMPARE(taken, expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
