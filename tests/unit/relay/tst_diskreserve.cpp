// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/diskreserve.h"

#include <QTest>

using namespace pc;
using relay::DiskReserve;

class TestDiskReserve : public QObject
{
    Q_OBJECT

    static constexpr qint64 kGiB = DiskReserve::kMost;

private Q_SLOTS:
    void itIsAPartOfTheDiskUpToABound_data()
    {
        QTest::addColumn<qint64>("total");
        QTest::addColumn<qint64>("available");
        QTest::addColumn<int>("percent");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("more than it") << 10'000ll << 501ll << 5 << 500ll << true;
        QTest::newRow("as much as it") << 10'000ll << 500ll << 5 << 500ll << true;
        QTest::newRow("less than it") << 10'000ll << 499ll << 5 << 500ll << false;
        QTest::newRow("a large disk") << 1'000 * kGiB << kGiB << 5 << kGiB << true;
        QTest::newRow("a large disk, nearly full") << 1'000 * kGiB << kGiB - 1 << 5 << kGiB << false;
        QTest::newRow("none wanted, nothing free") << 10'000ll << 0ll << 0 << 0ll << true;
        QTest::newRow("a disk that does not tell") << -1ll << -1ll << 5 << 0ll << true;
    }

    void itIsAPartOfTheDiskUpToABound()
    {
        QFETCH(const qint64, total);
        QFETCH(const qint64, available);
        QFETCH(const int, percent);
        QFETCH(const qint64, bytes);
        QFETCH(const bool, isKept);
        DiskReserve reserve([&] { return DiskRoom { available, total }; }, percent);
        reserve.look();
        QCOMPARE(reserve.bytes(), bytes);
        QCOMPARE(reserve.isKept(), isKept);
    }

    void itIsReachedAndLeftAgain()
    {
        DiskRoom room { 100, 1'000 };
        DiskReserve reserve([&] { return room; }, 5);
        reserve.look();
        QVERIFY(reserve.isKept());
        room.available = 49;
        QVERIFY(reserve.isKept()); // as of the last look
        QTest::ignoreMessage(QtCriticalMsg,
            "the disk is nearly full: no more messages are taken, reading goes on {free_mib=0 reserve_mib=0}");
        reserve.look();
        QVERIFY(!reserve.isKept());
        reserve.look(); // says nothing twice
        QTest::ignoreMessage(
            QtInfoMsg, "there is room on the disk again: messages are taken {free_mib=0 reserve_mib=0}");
        room.available = 50;
        reserve.look();
        QVERIFY(reserve.isKept());
    }

    void anotherPartHoldsFromTheNextLookOn()
    {
        DiskReserve reserve([] { return DiskRoom { 100, 1'000 }; }, 5);
        reserve.look();
        reserve.setPercent(20);
        reserve.look();
        QVERIFY(!reserve.isKept());
        QCOMPARE(reserve.bytes(), 200);
    }
};

QTEST_GUILESS_MAIN(TestDiskReserve)
#include "tst_diskreserve.moc"
