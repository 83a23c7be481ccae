// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/link/archiveapi.h"
#include "core/link/archivejson.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pc;
using namespace pc::link;
using pc::test::ScriptedHttp;

namespace {

const QString kToken = QStringLiteral("SECRET");

/// Single quotes stand for double ones: Qt 6.4's moc loses its way in raw strings.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray kHead = QByteArray(32, '\1').toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);

QByteArray generation(const char *numbers)
{
    return quoted("{") + quoted(numbers) + quoted(",'head':'") + kHead + quoted("','bytes':4096}");
}

QByteArray archive(const QByteArray &present)
{
    return quoted("{'kept':true,'last':3,'quota':9,'beside':null,'present':") + present + '}';
}

/// What came of one question.
template<typename T>
struct Came
{
    std::vector<Result<T>> results;

    ArchiveApi::Reply<T> reply()
    {
        return [this](Result<T> result) { results.push_back(std::move(result)); };
    }

    bool isThere() const { return !results.empty(); }
};

} // namespace

class TestArchiveApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ScriptedHttp>();
        QVERIFY(m_server->listening);
        m_api = std::make_unique<ArchiveApi>(RelayAddress::fromText(m_server->url()).value(), m_way.network, m_clock);
    }

    void cleanup()
    {
        m_api.reset();
        m_server.reset();
    }

    void segmentsTravelAsTheyAre()
    {
        const QByteArray first("\0\xff\1", 3);
        m_server->on("/v1/archive/segments",
            { 200, QByteArray("\0\0\0\3", 4) + first + QByteArray("\0\0\0\1z", 5), "application/octet-stream", {},
                false, false });
        Came<std::vector<QByteArray>> read;
        m_api->segments(kToken, 2, 7, read.reply());
        QTRY_VERIFY(read.isThere());
        QVERIFY(*read.results.front() == (std::vector<QByteArray> { first, "z" }));
        QCOMPARE(m_server->requests.back().target, "/v1/archive/segments?generation=2&from=7");

        m_server->on("/v1/archive/segments", { 200, quoted("{'next':8}"), "application/json", {}, false, false });
        Came<quint32> written;
        m_api->append(kToken, first, written.reply());
        QTRY_VERIFY(written.isThere());
        QCOMPARE(*written.results.front(), 8U);
        const auto &request = m_server->requests.back();
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.body, first);
        QVERIFY(request.head.toLower().contains("content-type: application/octet-stream"));
        QVERIFY(request.head.contains("Authorization: Bearer SECRET\r\n"));
        QVERIFY(!request.target.contains("SECRET"));
    }

    void anArchiveIsKeptOrNot()
    {
        m_server->on("/v1/archive", { 204, {}, {}, {}, false, false });
        Came<void> kept;
        Came<void> dropped;
        m_api->setKept(kToken, true, kept.reply());
        QTRY_VERIFY(kept.isThere() && kept.results.front());
        QCOMPARE(m_server->requests.back().method, "POST");
        m_api->setKept(kToken, false, dropped.reply());
        QTRY_VERIFY(dropped.isThere() && dropped.results.front());
        QCOMPARE(m_server->requests.back().method, "DELETE");
    }

    void aRecoveryIsChangedWithItsSheetOrWithout()
    {
        m_server->on("/v1/recovery", { 200, quoted("{'version':2}"), "application/json", {}, false, false });
        Came<qint64> with;
        Came<qint64> without;
        m_api->changeRecovery(kToken, { 1, "blob", "params", "hash" }, with.reply());
        QTRY_VERIFY(with.isThere());
        QCOMPARE(*with.results.front(), 2);
        const QJsonObject sheet = QJsonDocument::fromJson(m_server->requests.back().body).object();
        QCOMPARE(sheet.keys(),
            (QStringList { QStringLiteral("blob"), QStringLiteral("parameters"), QStringLiteral("proofHash"),
                QStringLiteral("replaces") }));
        QCOMPARE(sheet.value(QLatin1StringView("blob")).toString(), QStringLiteral("YmxvYg"));
        m_api->changeRecovery(kToken, { 1, "blob" }, without.reply());
        QTRY_VERIFY(without.isThere());
        const QJsonObject blob = QJsonDocument::fromJson(m_server->requests.back().body).object();
        QCOMPARE(blob.keys(), (QStringList { QStringLiteral("blob"), QStringLiteral("replaces") }));
    }

    void theProofTravelsInTheBody()
    {
        m_server->on("/v1/recovery/open",
            { 200, quoted("{'opened':false,'triesLeft':0,'retryAfterMs':86400000}"), "application/json", {}, false,
                false });
        Came<RecoveryOpened> opened;
        m_api->openRecovery(kToken, QByteArray(32, 'p'), opened.reply());
        QTRY_VERIFY(opened.isThere());
        QCOMPARE(*opened.results.front(), (RecoveryOpened { {}, { 0, std::chrono::hours(24) } }));
        QCOMPARE(m_server->requests.back().target, "/v1/recovery/open");
        QVERIFY(m_server->requests.back().body.contains("cHBwcHBw"));
    }

    void whatTheRelayRefusesKeepsItsCode()
    {
        m_server->on("/v1/archive/activate",
            { 409, quoted("{'code':'conflict'}"), "application/problem+json", {}, false, false });
        Came<void> swapped;
        m_api->activate(kToken, { 2, 3, 4 }, swapped.reply());
        QTRY_VERIFY(swapped.isThere());
        QCOMPARE(swapped.results.front().code(), Errc::Conflict);
        QCOMPARE(m_server->requests.back().body, quoted("{'generation':2,'next':3,'presentNext':4}"));
    }

    void anArchiveIsRead()
    {
        const auto info = parseArchiveInfo(archive(generation("'generation':3,'first':2,'next':9")));
        QVERIFY(info);
        QCOMPARE(*info, (ArchiveInfo { true, 3, ArchiveGeneration { 3, 2, 9, QByteArray(32, '\1'), 4096 }, {}, 9 }));
        QVERIFY(!parseArchiveInfo(archive("null"))->present);
    }

    void whatIsNotAsAgreedIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("not kept nor left") << quoted("{'last':3,'quota':9}");
        QTest::newRow("no quota") << quoted("{'kept':true,'last':3}");
        QTest::newRow("a number beyond 32 bits") << quoted("{'kept':true,'last':4294967296,'quota':9}");
        QTest::newRow("a negative number") << quoted("{'kept':true,'last':-1,'quota':9}");
        QTest::newRow("a generation that is none") << archive("7");
        QTest::newRow("generation 0") << archive(generation("'generation':0,'first':1,'next':2"));
        QTest::newRow("segment 0") << archive(generation("'generation':1,'first':0,'next':2"));
        QTest::newRow("an end before the beginning") << archive(generation("'generation':1,'first':3,'next':2"));
        QTest::newRow("no next") << archive(generation("'generation':1,'first':3"));
        QTest::newRow("a short hash") << archive(quoted("{'generation':1,'first':1,'next':2,'bytes':1,'head':'AAAA'}"));
        QTest::newRow("a long hash") << archive(
            quoted("{'generation':1,'first':1,'next':2,'bytes':1,'head':'AAAA") + kHead + quoted("'}"));
    }

    void whatIsNotAsAgreedIsNoAnswer()
    {
        QFETCH(QByteArray, json);
        const auto info = parseArchiveInfo(json);
        QVERIFY(!info);
        QCOMPARE(info.code(), Errc::Network);
    }

    void answersAreBounded()
    {
        QVERIFY(!parseNextSegment(quoted("{'next':1}")));
        QVERIFY(!parseRecoveryVersion(quoted("{'version':0}")));
        QVERIFY(!parseArchiveLease(quoted("{'leftMs':5}")));
        QVERIFY(!parseArchiveLease(quoted("{'granted':true,'leftMs':604800001}")));
        QCOMPARE(
            *parseArchiveLease(quoted("{'granted':true,'leftMs':5}")), (ArchiveLeaseInfo { true, Milliseconds { 5 } }));
        const QByteArray tries = quoted("'triesLeft':10,'retryAfterMs':0");
        QCOMPARE(*parseRecoveryInfo('{' + tries + quoted(",'version':0}")),
            (RecoveryInfo { 0, {}, {}, {}, {}, { 10, {} } }));
        QVERIFY(!parseRecoveryInfo('{' + tries + quoted(",'version':1}"))); // nothing to stretch a sheet with
        const auto with = [&tries](const QByteArray &blob) {
            return parseRecoveryOpened('{' + tries + quoted(",'opened':true,'blob':'") + blob + quoted("'}"));
        };
        QCOMPARE(with("AAAA")->blob, std::optional(QByteArray(3, '\0')));
        QVERIFY(with(QByteArray(5'462, 'A')));
        QVERIFY(!with(QByteArray(5'464, 'A')));
        QVERIFY(!with(""));
        QVERIFY(!with("A*AA"));
        QVERIFY(!parseRecoveryOpened('{' + tries + '}'));
    }

    void segmentsAreReadWholeOrNotAtAll()
    {
        QVERIFY(parseSegments({})->empty());
        const QByteArray good = QByteArray("\0\0\0\2ab\0\0\0\1c", 11);
        QCOMPARE(parseSegments(good)->size(), 2U);
        for (qsizetype size = 1; size < good.size(); ++size) {
            if (size != 6)
                QVERIFY2(!parseSegments(good.first(size)), qPrintable(QString::number(size)));
        }
        QVERIFY(!parseSegments(QByteArray(4, '\0')));
        QVERIFY(!parseSegments(QByteArray("\xff\xff\xff\xff", 4) + QByteArray(100, 'x')));
        QVERIFY(!parseSegments(QByteArray("\0\4\0\1", 4) + QByteArray(256 * 1024 + 1, 'x')));
        QVERIFY(parseSegments(QByteArray("\0\4\0\0", 4) + QByteArray(256 * 1024, 'x')));
    }

private:
    FakeClock m_clock;
    pc::test::ScriptedWay m_way { m_clock };
    std::unique_ptr<ScriptedHttp> m_server;
    std::unique_ptr<ArchiveApi> m_api;
};

QTEST_GUILESS_MAIN(TestArchiveApi)
#include "tst_archiveapi.moc"
