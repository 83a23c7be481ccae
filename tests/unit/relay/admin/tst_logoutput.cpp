// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"
#include "core/relay/admin/logoutput.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace pc;
using namespace pc::relay::admin;

namespace {

template<typename T>
concept Loggable = requires(LogLine &line, const T &value)
{
    line.with("field", value);
};

// What may stand in a log, and what has no way into one.
static_assert(Loggable<int> && Loggable<qint64> && Loggable<bool> && Loggable<UserId> && Loggable<RequestId>);
static_assert(Loggable<Milliseconds> && Loggable<Errc> && Loggable<LogWord>);
static_assert(!Loggable<QString> && !Loggable<QByteArray> && !Loggable<std::string> && !Loggable<std::string_view>);
static_assert(!Loggable<const char *> && !Loggable<char> && !Loggable<QStringView> && !Loggable<QByteArrayView>);
static_assert(!Loggable<QLatin1StringView> && !Loggable<crypto::SecretBytes> && !Loggable<Error> && !Loggable<double>);

struct Fixture
{
    FakeClock clock;
    QList<QByteArray> lines;
    LogOutput output { clock, [this](const QByteArray &line) { lines.append(line); } };

    void frozen(int n = 1)
    {
        for (int i = 0; i < n; ++i)
            output.write(QtWarningMsg, "parentconnect.relay", QStringLiteral("a group is frozen {seq=%1}").arg(i));
    }

    QJsonObject json(qsizetype line) const { return QJsonDocument::fromJson(lines.at(line)).object(); }
};

QList<QString> heard;

void hear(QtMsgType, const QMessageLogContext &, const QString &message)
{
    heard.append(message);
}

} // namespace

class TestLogOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsWordsOfOursAndTypedFields()
    {
        heard.clear();
        qInstallMessageHandler(hear);
        LogLine(lcRelay(), QtInfoMsg, "draining").with("sessions", 3).with("took_ms", Milliseconds { 20 });
        LogLine(lcRelay(), QtInfoMsg, "asked").with("request", RequestId { 255 }).with("reason", Errc::TooLarge);
        LogLine(lcRelay(), QtDebugMsg, "not wanted").with("sessions", 3);
        qInstallMessageHandler(nullptr);
        QCOMPARE(heard,
            (QList { QStringLiteral("draining {sessions=3 took_ms=20}"),
                QStringLiteral("asked {request=00000000000000ff reason=too_large}") }));
    }

    void textAndJsonSayTheSame()
    {
        Fixture log;
        log.frozen();
        QCOMPARE(log.lines.first(), QByteArray("warning relay: a group is frozen {seq=0}\n"));
        log.output.setFormat(LogFormat::Json);
        log.frozen();
        QCOMPARE(log.lines.last().count('\n'), 1);
        const QJsonObject json = log.json(1);
        QCOMPARE(json[u"level"].toString(), QStringLiteral("warning"));
        QCOMPARE(json[u"room"].toString(), QStringLiteral("relay"));
        QCOMPARE(json[u"event"].toString(), QStringLiteral("a group is frozen"));
        QCOMPARE(json[u"fields"][u"seq"].toInt(-1), 0);
        QCOMPARE(json[u"time"].toString(), QStringLiteral("2025-10-09T08:53:20.000Z"));
    }

    void anIdThatLooksLikeANumberStaysAnId()
    {
        Fixture log;
        log.output.setFormat(LogFormat::Json);
        log.output.write(
            QtInfoMsg, "parentconnect.relay", QStringLiteral("asked {request=0000000000000012 user=12345678}"));
        QCOMPARE(log.json(0)[u"fields"][u"request"].toString(), QStringLiteral("0000000000000012"));
    }

    void aLineOfAnotherLibraryCannotLookLikeTwo()
    {
        Fixture log;
        log.output.write(QtWarningMsg, "qt.network", QStringLiteral("first\ncritical relay: second"));
        QCOMPARE(log.lines.size(), 1);
        QCOMPARE(log.lines.first().count('\n'), 1);
    }

    void oneKindDoesNotDrownTheOthers()
    {
        Fixture log;
        log.frozen(1'000);
        QCOMPARE(log.lines.size(), LogOutput::kBurst);
        log.output.write(QtInfoMsg, "parentconnect.relay", QStringLiteral("draining {sessions=1}"));
        QCOMPARE(log.lines.size(), LogOutput::kBurst + 1);
        log.clock.advance(LogOutput::kRefill);
        log.frozen();
        QCOMPARE(log.lines.last(), QByteArray("warning relay: a group is frozen {seq=0 held_back=980}\n"));
        log.frozen(5);
        log.output.tellHeldBack();
        QCOMPARE(
            log.lines.last(), QByteArray("warning log: lines were held back: relay a group is frozen {held_back=5}\n"));
        const auto told = log.lines.size();
        log.output.tellHeldBack();
        QCOMPARE(log.lines.size(), told);
    }

    void kindsAreBounded()
    {
        Fixture log;
        for (int i = 0; i < 10 * LogOutput::kKinds; ++i)
            log.output.write(QtInfoMsg, "parentconnect.relay", QStringLiteral("kind %1").arg(i));
        QCOMPARE(log.lines.size(), LogOutput::kKinds + LogOutput::kBurst);
    }
};

QTEST_GUILESS_MAIN(TestLogOutput)
#include "tst_logoutput.moc"
