// SPDX-License-Identifier: GPL-3.0-or-later
// How long a device keeps what was said is told by the relay and judged by its clock; and what it keeps can be taken along.

#include "core/session/retention.h"
#include "tests/unit/session/desk.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pc;
using namespace pc::test;
using session::Retention;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestKeeping : public QObject
{
    Q_OBJECT

    const ConversationId c1 = conversation(1);

    /// Two messages that are a hundred and ten days old, and one of now, by the relay's clock.
    void fill(Desk &desk, int kept = 0)
    {
        desk.clock.setUtc(kNow);
        desk.greeting.serverTime = kNow;
        desk.greeting.retentionDays = kept;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        const std::vector<std::pair<qint64, int>> ages { { 1, 100 }, { 2, 10 }, { 3, 0 } };
        for (const auto &[seq, days] : ages) {
            auto frame = messageFrame(c1, Seq { seq }, QStringLiteral("%1 days").arg(days));
            frame.sentAt = kNow - days * kDay;
            desk.deliver(frame);
        }
    }

    static void greet(Desk &desk, int days)
    {
        desk.disconnect();
        desk.greeting.retentionDays = days;
        desk.connect({}, { headOf(conversation(1), Seq { 3 }) });
    }

    static std::optional<session::ShorterKeeping> keeping(Desk &desk)
    {
        const auto self = desk.engine->self().result();
        return self ? self->shorterKeeping : std::nullopt;
    }

    static void pass(Desk &desk, Milliseconds time)
    {
        desk.clock.advance(time);
        desk.settle();
    }

    static constexpr UtcTime kNow = utcFromMilliseconds(1'770'000'000'000);

private Q_SLOTS:
    void nothingGoesBeforeTheRelaySaysHowLong()
    {
        Desk desk;
        fill(desk);
        pass(desk, 3 * Retention::kEvery);
        QCOMPARE(desk.page(c1).messages.size(), size_t(3));
    }

    void whatIsOlderGoesAMinuteAfterTheGreeting_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QStringList>("left");
        QTest::newRow("a year") << 365
                                << QStringList { QStringLiteral("100 days"), QStringLiteral("10 days"),
                                       QStringLiteral("0 days") };
        QTest::newRow("a month") << 30 << QStringList { QStringLiteral("10 days"), QStringLiteral("0 days") };
        QTest::newRow("a day") << 1 << QStringList { QStringLiteral("0 days") };
    }

    void whatIsOlderGoesAMinuteAfterTheGreeting()
    {
        QFETCH(int, days);
        QFETCH(QStringList, left);
        Desk desk;
        fill(desk, days);
        greet(desk, days);
        pass(desk, Retention::kFirst - Milliseconds { 1 });
        QCOMPARE(desk.texts(c1).size(), 3);
        pass(desk, Milliseconds { 1 });
        QCOMPARE(desk.texts(c1), left);
        const qint64 gone = 3 - left.size();
        QCOMPARE(desk.page(c1).holes.size(), size_t(gone > 0 ? 1 : 0));
        if (gone > 0) {
            QCOMPARE(desk.page(c1).holes.front(), (chat::Hole { Seq { 1 }, Seq { gone }, true }));
            QCOMPARE(desk.heard.filled.back(), (store::Range { Seq { 1 }, Seq { gone } })); // windows hear of it
        }
        desk.link.take<wire::Sync>();
        pass(desk, Retention::kEvery);
        QVERIFY(desk.link.take<wire::Sync>().empty()); // it is not fetched again
    }

    void aWrongClockOfThisComputerTakesNothing()
    {
        Desk desk;
        fill(desk, 365);
        greet(desk, 365);
        desk.clock.setUtc(kNow + 5'000 * kDay); // the relay's time went on by minutes only
        pass(desk, Retention::kFirst + Retention::kEvery);
        QCOMPARE(desk.texts(c1).size(), 3);
    }

    void aRelaysClockThatRunsAheadTakesNothing()
    {
        Desk desk;
        fill(desk, 365);
        desk.greeting.serverTime = kNow + 5'000 * kDay;
        greet(desk, 365);
        pass(desk, Retention::kFirst + Retention::kEvery);
        QCOMPARE(desk.texts(c1).size(), 3);
    }

    void aTimeThatBecameShorterIsToldAndHoldsAWeekLater()
    {
        Desk desk;
        fill(desk, 365);
        greet(desk, 365);
        QVERIFY(!keeping(desk));
        greet(desk, 30);
        const UtcTime from = desk.clock.utcNow() + Retention::kNotice;
        QCOMPARE(keeping(desk), (session::ShorterKeeping { 30, from }));
        pass(desk, 3 * kDay);
        desk.greeting.serverTime = desk.clock.utcNow();
        greet(desk, 30); // said again: not a day later for it
        QCOMPARE(keeping(desk), (session::ShorterKeeping { 30, from }));
        pass(desk, 4 * kDay - Retention::kEvery);
        QCOMPARE(desk.texts(c1).size(), 3);
        pass(desk, 2 * Retention::kEvery);
        QCOMPARE(desk.texts(c1), (QStringList { QStringLiteral("10 days"), QStringLiteral("0 days") }));
        QVERIFY(!keeping(desk));
    }

    void aTimeThatWasShorterForAMomentTakesNothing()
    {
        Desk desk;
        fill(desk); // without end
        greet(desk, 1);
        QCOMPARE(keeping(desk)->days, 1);
        pass(desk, 6 * kDay);
        desk.greeting.serverTime = desk.clock.utcNow();
        greet(desk, 0);
        QVERIFY(!keeping(desk));
        pass(desk, 6 * kDay);
        QCOMPARE(desk.texts(c1).size(), 3);
    }

    void whatWasToldOutlastsTheProgram()
    {
        Desk desk;
        fill(desk, 365);
        greet(desk, 30);
        const auto told = keeping(desk);
        desk.crash();
        desk.run();
        QCOMPARE(keeping(desk), told);
        pass(desk, 8 * kDay);
        desk.greeting.serverTime = desk.clock.utcNow();
        greet(desk, 30);
        pass(desk, Retention::kFirst);
        QCOMPARE(desk.texts(c1), (QStringList { QStringLiteral("10 days"), QStringLiteral("0 days") }));
    }

    void itIsLookedAtAgainEveryHour()
    {
        Desk desk;
        fill(desk, 365);
        greet(desk, 365);
        pass(desk, Retention::kFirst);
        desk.clock.advance(264 * kDay);
        QCOMPARE(desk.texts(c1).size(), 3);
        desk.clock.advance(2 * kDay);
        desk.settle();
        QCOMPARE(desk.texts(c1), (QStringList { QStringLiteral("10 days"), QStringLiteral("0 days") }));
    }

    void whatIsReadableCanBeTakenAlong()
    {
        Desk desk;
        fill(desk);
        desk.deliver(messageFrame(c1, Seq { 4 }, QStringLiteral("<b>bold & \"quoted\"</b>")));
        desk.send(c1, QStringLiteral("not sent yet"));
        const QString folder = desk.folder.filePath(QStringLiteral("mine"));
        const auto made = desk.engine->exportTo(folder).result();
        QVERIFY(made.ok());
        QCOMPARE(*made, (session::OwnExport { 5, 1 }));
        const QJsonObject json = QJsonDocument::fromJson(contentOf(folder + QStringLiteral("/messages.json"))).object();
        const QJsonArray messages
            = json.value(u"conversations").toArray().first().toObject().value(u"messages").toArray();
        QCOMPARE(messages.size(), 5);
        QCOMPARE(messages.at(3).toObject().value(u"text").toString(), QStringLiteral("<b>bold & \"quoted\"</b>"));
        QVERIFY(messages.at(3).toObject().value(u"sent").toBool());
        QVERIFY(!messages.at(4).toObject().value(u"sent").toBool());
        const QByteArray page = contentOf(folder + QStringLiteral("/index.html"));
        QVERIFY(page.contains("&lt;b&gt;bold &amp; &quot;quoted&quot;&lt;/b&gt;"));
        QVERIFY(!page.contains("<b>"));
        QVERIFY(page.contains("default-src 'none'"));
    }

    void anExportOverwritesNothing()
    {
        Desk desk;
        fill(desk);
        const QString folder = desk.folder.filePath(QStringLiteral("mine"));
        QVERIFY(QDir().mkpath(folder)); // an empty one is taken
        QVERIFY(desk.engine->exportTo(folder).result().ok());
        const QByteArray before = contentOf(folder + QStringLiteral("/messages.json"));
        QCOMPARE(desk.engine->exportTo(folder).result().code(), Errc::Conflict);
        QCOMPARE(contentOf(folder + QStringLiteral("/messages.json")), before);
        QCOMPARE(
            desk.engine->exportTo(desk.folder.filePath(QStringLiteral("no/where"))).result().code(), Errc::NotFound);
        QCOMPARE(QDir(desk.folder.path()).entryList({ QStringLiteral("*.part-*") }).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestKeeping)
#include "tst_keeping.moc"
