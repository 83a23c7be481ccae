// SPDX-License-Identifier: GPL-3.0-or-later
// The code that people compare, and when keys are due.

#include "core/crypto/qtbytes.h"
#include "core/groups/groupview.h"

#include <QTest>

using namespace pc;
using namespace pc::groups;

class TestGroupView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeIsSixBlocksOfFiveDigits_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QString>("code");
        QTest::newRow("zeros") << QByteArray(64, '0') << QString(30, u'0');
        // 0x0102030405 = 4328719365; 0xffffffffff = 1099511627775; the last two bytes are not shown.
        QTest::newRow("numbers") << QByteArray("0102030405ffffffffff0000000001000001869f00000186a0000000ffffabcd")
                                 << QStringLiteral("193652777500001999990000065535");
    }

    void aCodeIsSixBlocksOfFiveDigits()
    {
        QFETCH(const QByteArray, hex);
        QFETCH(const QString, code);
        const QByteArray bytes = QByteArray::fromHex(hex);
        QCOMPARE(epochCodeOf(crypto::viewOf(bytes)), code);
    }

    void keysAreDue_data()
    {
        QTest::addColumn<int>("leaves");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("lastResort");
        QTest::addColumn<bool>("due");
        QTest::newRow("new") << 2 << 0 << false << false;
        QTest::newRow("by a last resort") << 2 << 0 << true << true;
        QTest::newRow("six days") << 70 << 6 << false << false;
        QTest::newRow("seven days") << 70 << 7 << false << true;
        QTest::newRow("in a large group") << 900 << 89 << false << false;
        QTest::newRow("and there") << 900 << 90 << false << true;
    }

    void keysAreDue()
    {
        QFETCH(const int, leaves);
        QFETCH(const int, days);
        QFETCH(const bool, lastResort);
        QFETCH(const bool, due);
        store::GroupRow row;
        row.leafSince = utcFromMilliseconds(1'760'000'000'000);
        row.isLastResort = lastResort;
        QCOMPARE(areKeysDue(row, leaves, row.leafSince + std::chrono::days { days }), due);
    }
};

QTEST_GUILESS_MAIN(TestGroupView)
#include "tst_groupview.moc"
