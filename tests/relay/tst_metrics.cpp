// SPDX-License-Identifier: GPL-3.0-or-later
// /metrics of a real relay, as Prometheus reads it.

#include "core/relay/metrics.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

const QString kFolder = QStringLiteral(PC_SOURCE_DIR "/packaging/relay/prometheus/");

struct Page
{
    int status = 0;
    QByteArray type;
    QByteArray text;

    /// The value of a series, which is named as it stands there.
    std::optional<double> value(const QByteArray &series) const
    {
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith(series + ' '))
                return line.sliced(series.size() + 1).toDouble();
        }
        return std::nullopt;
    }

    QSet<QString> families() const
    {
        QSet<QString> names;
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith("# TYPE "))
                names.insert(QString::fromLatin1(line.split(' ').at(2)));
        }
        return names;
    }
};

QString promtool()
{
    const QString installed = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    const QString fetched = QStringLiteral(PC_SOURCE_DIR "/build/tools/promtool");
    return !installed.isEmpty() ? installed : QFile::exists(fetched) ? fetched : QString();
}

/// What promtool has against it; nothing when it is content.
QString objections(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(promtool(), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000))
        return QStringLiteral("promtool did not end");
    const QString said = QString::fromUtf8(process.readAll());
    const bool isContent = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return isContent ? QString() : said + QString::number(process.exitCode());
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

    TestRelay m_relay;
    QNetworkAccessManager m_network;

    Page page()
    {
        QUrl url = m_relay.url();
        url.setPath(QStringLiteral("/metrics"));
        QNetworkReply *reply = m_network.get(QNetworkRequest(url)); // owned by the manager until deleteLater
        Page page;
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000))
            return page;
        page.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        page.type = reply->rawHeader("content-type");
        page.text = reply->readAll();
        reply->deleteLater();
        return page;
    }

private Q_SLOTS:
    void itCountsWhatHappens()
    {
        QVERIFY(m_relay.start());
        const Enrolled teacher = m_relay.enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        const Page before = page();
        QCOMPARE(before.status, 200);
        QCOMPARE(before.type, QByteArray("text/plain; version=0.0.4; charset=utf-8"));
        QCOMPARE(before.value("parentconnect_ready"), 1.0);
        QCOMPARE(before.value("parentconnect_store_healthy"), 1.0);
        QCOMPARE(before.value("parentconnect_sessions"), 0.0);
        QCOMPARE(before.value("parentconnect_build_info{version=\"" PC_VERSION "\"}"), 1.0);
        QVERIFY(before.value("parentconnect_store_database_bytes") > 0.0);
        QVERIFY(before.value("parentconnect_store_free_bytes") > 0.0);

        WireClient client;
        QVERIFY(client.greet(m_relay.url(), teacher.accessToken));
        // Refused: nobody has such a conversation.
        SystemRandom random;
        wire::Message lost;
        lost.conversation = ConversationId { makeUuid4(random) };
        lost.message = client.newMessageId();
        lost.content = "x";
        QCOMPARE(client.error(client.send(lost))->code, Errc::NotFound);
        const Page after = page();
        QCOMPARE(after.value("parentconnect_sessions"), 1.0);
        QCOMPARE(after.value("parentconnect_websockets"), 1.0);
        QCOMPARE(after.value("parentconnect_refusals_total{code=\"not_found\"}"), 1.0);
        QCOMPARE(after.value("parentconnect_entries_stored_total"), 0.0);
        QVERIFY(after.value("parentconnect_store_commits_total") > before.value("parentconnect_store_commits_total"));
        QVERIFY(after.value("parentconnect_network_receive_bytes_total")
            > before.value("parentconnect_network_receive_bytes_total"));
        QCOMPARE(after.value("parentconnect_store_commit_duration_seconds_count"),
            after.value("parentconnect_store_commits_total"));
        // The number of series does not grow with people: no label names one.
        QCOMPARE(after.text.count('\n'), before.text.count('\n'));
        QVERIFY(!after.text.contains(teacher.person.id.raw().toString().toLatin1()));
    }

    void prometheusOwnToolHasNothingAgainstIt()
    {
        if (promtool().isEmpty())
            QSKIP("promtool is not at hand");
        QVERIFY(m_relay.start());
        QCOMPARE(objections({ QStringLiteral("check"), QStringLiteral("metrics") }, page().text), QString());
        // It does object where there is something.
        QVERIFY(
            !objections({ QStringLiteral("check"), QStringLiteral("metrics") }, "# TYPE x counter\nx 1\n").isEmpty());
    }

    void theAlertsAreSoundAndFireWhenTheyShould()
    {
        if (promtool().isEmpty())
            QSKIP("promtool is not at hand");
        QCOMPARE(
            objections({ QStringLiteral("check"), QStringLiteral("rules"), kFolder + QStringLiteral("alerts.yml") }),
            QString());
        QCOMPARE(objections(
                     { QStringLiteral("test"), QStringLiteral("rules"), kFolder + QStringLiteral("alerts_test.yml") }),
            QString());
    }

    void dashboardAndAlertsAskOnlyForWhatThereIs()
    {
        QVERIFY(m_relay.start());
        const QSet<QString> families = page().families();
        QFile dashboard(kFolder + QStringLiteral("grafana-dashboard.json"));
        QFile alerts(kFolder + QStringLiteral("alerts.yml"));
        QVERIFY(dashboard.open(QIODevice::ReadOnly) && alerts.open(QIODevice::ReadOnly));
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(dashboard.readAll(), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QString asked = QString::fromUtf8(alerts.readAll());
        for (const QJsonValue &panel : document[u"panels"].toArray()) {
            for (const QJsonValue &target : panel[u"targets"].toArray())
                asked += target[u"expr"].toString() + u'\n';
        }
        static const QRegularExpression kName(QStringLiteral("\\b((?:parentconnect|process)_\\w+)"));
        int found = 0;
        for (auto match = kName.globalMatch(asked); match.hasNext(); ++found) {
            QString name = match.next().captured(1);
            for (const char *suffix : { "_bucket", "_sum", "_count" }) {
                if (name.endsWith(QLatin1StringView(suffix)) && !families.contains(name))
                    name.chop(qsizetype(qstrlen(suffix)));
            }
            QVERIFY2(families.contains(name), qPrintable(name));
        }
        QVERIFY(found > 30);
    }

    void whoMayNotReadThemIsToldThatThereIsNoSuchPage()
    {
        m_relay.options().metricsReaders = { "192.0.2.1" };
        QVERIFY(m_relay.start());
        const Page refused = page();
        QCOMPARE(refused.status, 404);
        QVERIFY(!refused.text.contains("parentconnect"));
    }

    void cleanup()
    {
        m_relay.stop();
        m_relay.options().metricsReaders = relay::RelayOptions().metricsReaders;
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
