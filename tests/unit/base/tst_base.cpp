// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/backoff.h"
#include "core/base/fakeclock.h"
#include "core/base/ids.h"
#include "core/base/random.h"
#include "core/base/result.h"

#include <QSet>
#include <QTest>

#include <limits>
#include <type_traits>

using namespace pc;
using namespace std::chrono_literals;

class TestBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultHoldsEitherAValueOrTheReason()
    {
        const Result<int> good = 7;
        QVERIFY(good.ok());
        QCOMPARE(*good, 7);
        const Result<int> bad(Errc::TooLarge, QStringLiteral("9 of 8"));
        QVERIFY(!bad);
        QCOMPARE(bad.code(), Errc::TooLarge);
        QCOMPARE(bad.valueOr(3), 3);
        QVERIFY(Result<void>().ok());
    }

    void idsOfDifferentKindsDoNotConvert()
    {
        static_assert(!std::is_convertible_v<Seq, MessageId>);
        static_assert(!std::is_convertible_v<UserId, DeviceId>);
        static_assert(!std::is_convertible_v<qint64, Seq>);
        static_assert(!std::is_constructible_v<Seq, Revision>);
        QCOMPARE(next(Seq { 4 }), Seq { 5 });
    }

    void everyTravellingCodeHasANameAndComesBack()
    {
        for (int i = 0; i <= int(Errc::Conflict); ++i)
            QCOMPARE(errcFromWireName(QString(wireName(Errc(i)))), std::optional(Errc(i)));
        QVERIFY(!errcFromWireName(u"disk_full").has_value());
        QVERIFY(!errcFromWireName(u"").has_value());
    }

    void uuid7CarriesItsMillisecondVersionAndVariant()
    {
        SeededRandom random(1);
        const Uuid id = makeUuid7(utcFromMilliseconds(0x0123456789ab), random);
        QVERIFY(id.toString().startsWith(QLatin1StringView("01234567-89ab-7")));
        QCOMPARE(id.bytes[8] & 0xc0, 0x80);
        QCOMPARE(makeUuid4(random).bytes[6] >> 4, 4);
    }

    void uuidTextHasExactlyOneForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("plain") << QStringLiteral("01234567-89ab-7def-8123-456789abcdef") << true;
        QTest::newRow("upper") << QStringLiteral("01234567-89AB-7DEF-8123-456789ABCDEF") << true;
        QTest::newRow("null") << QStringLiteral("00000000-0000-0000-0000-000000000000") << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("braces") << QStringLiteral("{01234567-89ab-7def-8123-456789abcdef}") << false;
        QTest::newRow("half a brace") << QStringLiteral("{01234567-89ab-7def-8123-456789abcde") << false;
        QTest::newRow("short") << QStringLiteral("01234567-89ab-7def-8123-456789abcde") << false;
        QTest::newRow("long") << QStringLiteral("01234567-89ab-7def-8123-456789abcdef0") << false;
        QTest::newRow("not hex") << QStringLiteral("0123456g-89ab-7def-8123-456789abcdef") << false;
        QTest::newRow("dashes moved") << QStringLiteral("0123456-789ab-7def-8123-456789abcdef") << false;
    }

    void uuidTextHasExactlyOneForm()
    {
        QFETCH(QString, text);
        QFETCH(bool, valid);
        const auto id = Uuid::fromString(text);
        QCOMPARE(id.has_value(), valid);
        if (valid)
            QCOMPARE(id->toString(), text.toLower());
    }

    void uuidBytesMustBeSixteen()
    {
        QVERIFY(!Uuid::fromBytes(QByteArray(15, 'a')));
        QVERIFY(!Uuid::fromBytes(QByteArray(17, 'a')));
        QCOMPARE(Uuid::fromBytes(QByteArray(16, 'a'))->toByteArray(), QByteArray(16, 'a'));
    }

    void manyUuidsDiffer()
    {
        SystemRandom random;
        QSet<Uuid> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(makeUuid7(utcFromMilliseconds(1), random));
        QCOMPARE(seen.size(), 10'000);
    }

    void backoffGrowsToItsLimitAndStaysWithinIt()
    {
        SeededRandom random(7);
        Backoff backoff(500ms, 30'000ms, random);
        Milliseconds largest {};
        for (int i = 0; i < 200; ++i) {
            const Milliseconds wait = backoff.next();
            QVERIFY(wait >= 0ms);
            QVERIFY(wait <= (i == 0 ? 500ms : 30'000ms));
            largest = std::max(largest, wait);
        }
        QVERIFY(largest > 25'000ms);
        backoff.reset();
        QVERIFY(backoff.next() <= 500ms);
    }

    void belowIsUniformEnoughAndBounded()
    {
        SeededRandom random(3);
        std::array<int, 6> counts {};
        for (int i = 0; i < 60'000; ++i)
            ++counts[size_t(random.below(6))];
        for (const int count : counts)
            QVERIFY(count > 9'500 && count < 10'500);
        QCOMPARE(random.below(0), quint64(0));
        QCOMPARE(random.below(1), quint64(0));
    }

    void fakeClockFiresInOrderOfDueTime()
    {
        FakeClock clock;
        QList<int> order;
        MonoTime firedAt {};
        auto second = clock.makeTimer([&] { order << 2; });
        auto first = clock.makeTimer([&] {
            order << 1;
            firedAt = clock.monotonicNow();
        });
        second->start(20ms);
        first->start(10ms);
        clock.advance(9ms);
        QVERIFY(order.isEmpty());
        clock.advance(100ms);
        QCOMPARE(order, (QList<int> { 1, 2 }));
        QCOMPARE(firedAt.time_since_epoch(), 10ms);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void aTimerMayRestartOrDestroyItselfWhileItFires()
    {
        FakeClock clock;
        int fired = 0;
        std::unique_ptr<Timer> timer;
        timer = clock.makeTimer([&] {
            if (++fired < 3)
                timer->start(5ms);
            else
                timer.reset();
        });
        timer->start(5ms);
        clock.advance(100ms);
        QCOMPARE(fired, 3);
        QVERIFY(!timer);
    }

    void settingTheWallClockMovesNoTimer()
    {
        FakeClock clock;
        bool fired = false;
        auto timer = clock.makeTimer([&] { fired = true; });
        timer->start(10ms);
        clock.setUtc(clock.utcNow() + std::chrono::hours(24 * 365 * 10));
        clock.advance(9ms);
        QVERIFY(!fired);
        clock.advance(1ms);
        QVERIFY(fired);
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
