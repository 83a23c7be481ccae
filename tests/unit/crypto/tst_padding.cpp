// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/padding.h"

#include <QTest>

using namespace pc::crypto;

class TestPadding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizesAreOfAFewClasses_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("padded");
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("one") << 1 << 64;
        QTest::newRow("a whole step") << 64 << 64;
        QTest::newRow("a step and one") << 65 << 128;
        QTest::newRow("1 KB") << 1024 << 1024;
        QTest::newRow("1 KB and one") << 1025 << 1152;
        QTest::newRow("below 2 KB") << 2047 << 2048;
        QTest::newRow("2 KB and one") << 2049 << 2304;
        QTest::newRow("60,000") << 60'000 << 61'440;
    }

    void sizesAreOfAFewClasses()
    {
        QFETCH(const int, size);
        QFETCH(const int, padded);
        QCOMPARE(int(paddedSize(std::size_t(size))), padded);
    }

    void noMoreThanAnEighthIsAdded()
    {
        for (std::size_t size = 1025; size < 300'000; size += 7) {
            const std::size_t padded = paddedSize(size);
            QVERIFY(padded >= size && (padded - size) * 8 < size);
            QCOMPARE(paddedSize(padded), padded);
        }
    }

    void everyLengthComesBack()
    {
        for (std::size_t size = 0; size < 3000; size += 13) {
            const Bytes plain(size, 0x80);
            const WipingBytes padded = pad(plain);
            QCOMPARE(padded.size(), paddedSize(size + 1));
            const auto again = unpad(padded.view());
            QVERIFY(again && equal(again->view(), plain));
        }
    }

    void whatIsNotPaddedIsRefused()
    {
        QVERIFY(!unpad({}));
        QVERIFY(!unpad(Bytes(64, 0)));
        QVERIFY(!unpad(Bytes(64, 1)));
        Bytes tooLong(128, 0); // an ending that another length would have had
        tooLong[3] = 0x80;
        QVERIFY(!unpad(tooLong));
    }
};

QTEST_APPLESS_MAIN(TestPadding)
#include "tst_padding.moc"
