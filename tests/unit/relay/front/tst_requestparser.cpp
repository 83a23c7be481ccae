// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/requestparser.h"
#include "tests/unit/relay/front/httpcases.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace pc::relay::front;
using namespace pc::relay::front::test;

namespace {

/// Parses as a connection would: one request after the other, until one fails or ends the connection.
class Reading
{
public:
    void feed(std::string_view bytes)
    {
        while (!bytes.empty() && !m_hasEnded) {
            bytes.remove_prefix(m_parser->feed(bytes));
            if (m_parser->state() == RequestParser::State::Failed)
                end(m_parser->fault().status);
            else if (m_parser->state() == RequestParser::State::Complete)
                complete();
        }
    }

    const std::vector<int> &statuses() const { return m_statuses; }
    const std::vector<HttpRequest> &requests() const { return m_requests; }

private:
    void complete()
    {
        m_requests.push_back(m_parser->takeRequest());
        m_statuses.push_back(200);
        m_hasEnded = !m_parser->keepsAlive();
        m_parser = std::make_unique<RequestParser>(RequestLimits());
    }

    void end(int status)
    {
        m_statuses.push_back(status);
        m_hasEnded = true;
    }

    std::unique_ptr<RequestParser> m_parser = std::make_unique<RequestParser>(RequestLimits());
    std::vector<int> m_statuses;
    std::vector<HttpRequest> m_requests;
    bool m_hasEnded = false;
};

std::vector<int> statusesOf(std::string_view bytes, std::size_t cut)
{
    Reading reading;
    reading.feed(bytes.substr(0, cut));
    reading.feed(bytes.substr(cut));
    return reading.statuses();
}

HttpRequest only(std::string_view bytes)
{
    Reading reading;
    reading.feed(bytes);
    return reading.requests().size() == 1 ? reading.requests().front() : HttpRequest();
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseGetsItsStatus_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const HttpCase &one : httpCases())
            QTest::newRow(QByteArray(one.name.c_str()).toPercentEncoding(" /\"?.,:;-").constData()) << index++;
    }

    /// Whole, a byte at a time, and cut at every position; long ones near both ends and here and there.
    void everyCaseGetsItsStatus()
    {
        QFETCH(int, index);
        const HttpCase &one = httpCases()[std::size_t(index)];
        const std::size_t size = one.bytes.size();
        QCOMPARE(statusesOf(one.bytes, size), one.statuses);
        for (std::size_t cut = 0; cut < size; cut += cut < 300 || cut + 300 > size ? 1 : 499)
            QVERIFY2(statusesOf(one.bytes, cut) == one.statuses, qPrintable(QString::number(cut)));
        Reading bytewise;
        for (const char byte : one.bytes)
            bytewise.feed({ &byte, 1 });
        QCOMPARE(bytewise.statuses(), one.statuses);
    }

    void thereAreEnoughCasesAndEachHasAName()
    {
        std::vector<std::string> names;
        for (const HttpCase &one : httpCases())
            names.push_back(one.name);
        std::sort(names.begin(), names.end());
        const auto twin = std::adjacent_find(names.begin(), names.end());
        QVERIFY2(twin == names.end(), twin == names.end() ? "" : twin->c_str());
        QVERIFY2(names.size() >= 150, qPrintable(QString::number(names.size())));
    }

    void aRequestComesOutAsItWasMeant()
    {
        const HttpRequest request = only("POST /a%20b/%C3%A9?x=%41&y HTTP/1.1\r\nHost: Relay.Example\r\n"
                                         "X-Two:  a \r\nx-two: b\r\nContent-Length: 5\r\n\r\nhello");
        QCOMPARE(request.method, std::string("POST"));
        QCOMPARE(request.path, std::string("/a b/\u00e9"));
        QCOMPARE(request.query, std::string("x=%41&y"));
        QCOMPARE(request.body, std::string("hello"));
        QCOMPARE(request.fields.size(), std::size_t(4));
        QCOMPARE(std::string(request.field("host")), std::string("Relay.Example"));
        QCOMPARE(std::string(request.field("x-two")), std::string("a"));
        QVERIFY(request.field("absent").empty());
    }

    void chunksAreJoined()
    {
        const HttpRequest request = only("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         "1\r\na\r\n0a\r\nbcdefghijk\r\n0\r\n\r\n");
        QCOMPARE(request.body, std::string("abcdefghijk"));
    }

    void aClientThatWaitsForItsBodyShows()
    {
        RequestParser parser { RequestLimits() };
        parser.feed("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
        QCOMPARE(parser.state(), RequestParser::State::Body);
        QVERIFY(parser.expectsContinue());
    }

    void everyFlippedByteGivesAVerdictAndNoCrash()
    {
        const std::string good = "POST /v1/frames?wait=25 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "3\r\nabc\r\n0\r\n\r\n";
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string flipped = good;
                flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
                QVERIFY(statusesOf(flipped, flipped.size()) == statusesOf(flipped, at));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
