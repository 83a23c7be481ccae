// SPDX-License-Identifier: GPL-3.0-or-later
// Our CBOR writer beside Qt's, byte for byte.

#include "core/wire/cborwriter.h"

#include <QCborStreamWriter>
#include <QTest>

#include <limits>

using namespace pc;

class TestCborWriter : public QObject
{
    Q_OBJECT

    template<typename Ours, typename Theirs>
    static void compare(Ours ours, Theirs theirs)
    {
        QByteArray expected;
        QCborStreamWriter foreign(&expected);
        theirs(foreign);
        for (const qsizetype room : { qsizetype(0), expected.size() - 1, expected.size(), 2 * expected.size() }) {
            wire::CborWriter writer(room);
            ours(writer);
            QCOMPARE(writer.take().toHex(), expected.toHex());
        }
    }

private slots:
    void numbersTakeTheShortestHead_data()
    {
        QTest::addColumn<quint64>("number");
        for (const int bits : { 0, 4, 5, 8, 16, 32, 53, 64 }) {
            const quint64 edge = bits == 64 ? 0 : quint64(1) << bits;
            for (const int off : { -2, -1, 0, 1, 23, 24 })
                QTest::addRow("2^%d%+d", bits, off) << edge + quint64(qint64(off));
        }
    }

    void numbersTakeTheShortestHead()
    {
        QFETCH(const quint64, number);
        compare([number](auto &out) { out.number(number); }, [number](auto &out) { out.append(number); });
        const auto negative = qint64(number);
        compare([negative](auto &out) { out.number(negative); }, [negative](auto &out) { out.append(negative); });
    }

    void textsAndBytesOfAnyLength_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : { 0, 1, 23, 24, 255, 256, 65'535, 65'536, 70'000 })
            QTest::addRow("%d", size) << size;
    }

    void textsAndBytesOfAnyLength()
    {
        QFETCH(const int, size);
        const QByteArray bytes(size, '\xff');
        compare([&](auto &out) { out.bytes(bytes); }, [&](auto &out) { out.append(bytes); });
        const QString text(size, QChar(0x0634));
        compare([&](auto &out) { out.text(text); }, [&](auto &out) { out.append(text); });
    }

    void flags()
    {
        for (const bool value : { false, true })
            compare([value](auto &out) { out.flag(value); }, [value](auto &out) { out.append(value); });
    }
};

QTEST_GUILESS_MAIN(TestCborWriter)
#include "tst_cborwriter.moc"
