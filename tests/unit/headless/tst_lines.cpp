// SPDX-License-Identifier: GPL-3.0-or-later
// Standard input, cut into lines: the same ones however the bytes arrive, each bounded, the next one never hurt.

#include "app/headless/lines.h"

#include <QTest>

using namespace pc;
using namespace pc::headless;

class TestLines : public QObject
{
    Q_OBJECT

    struct Heard
    {
        QList<QByteArray> lines;
        int tooLong = 0;
    };

    static Heard hear(const QList<QByteArray> &parts, bool ends = true)
    {
        Heard heard;
        Lines lines({ [&heard](const QByteArray &line) { heard.lines << line; }, [&heard] { ++heard.tooLong; } });
        for (const QByteArray &part : parts)
            lines.feed(part);
        if (ends)
            lines.end();
        return heard;
    }

private Q_SLOTS:
    void linesAreTheSameHoweverTheyAreCut()
    {
        const QByteArray bytes = "{\"id\":1}\n\n  \r\n{\"id\":2}\r\nlast";
        const QList<QByteArray> expected { "{\"id\":1}", "{\"id\":2}", "last" };
        QCOMPARE(hear({ bytes }).lines, expected);
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QCOMPARE(hear({ bytes.left(cut), bytes.mid(cut) }).lines, expected);
        QList<QByteArray> single;
        for (const char byte : bytes)
            single << QByteArray(1, byte);
        QCOMPARE(hear(single).lines, expected);
    }

    void aLineIsHeardWhenItsEndComesAndNotBefore()
    {
        QVERIFY(hear({ "half" }, false).lines.isEmpty());
        QCOMPARE(hear({ "half", " and half\n" }, false).lines, QList<QByteArray> { "half and half" });
    }

    void nothingIsHeardOfEmptyInput()
    {
        QVERIFY(hear({}).lines.isEmpty());
        QVERIFY(hear({ "\n\n \t\r\n" }).lines.isEmpty());
    }

    void theLongestLineIsALineAndOneByteMoreIsNot()
    {
        const QByteArray longest(kLongestLine, 'x');
        QCOMPARE(hear({ longest, "\n" }).lines, QList<QByteArray> { longest });
        const Heard tooLong = hear({ longest + "x\nnext\n" });
        QCOMPARE(tooLong.lines, QList<QByteArray> { "next" });
        QCOMPARE(tooLong.tooLong, 1);
    }

    void aLineThatNeverEndsIsToldOnceAndKeepsNothing()
    {
        QList<QByteArray> parts(40, QByteArray(kLongestLine / 4, 'x'));
        parts << "\nnext";
        const Heard heard = hear(parts);
        QCOMPARE(heard.tooLong, 1);
        QCOMPARE(heard.lines, QList<QByteArray> { "next" });
    }

    void bytesThatAreNoTextPassThrough()
    {
        const QByteArray bytes("\0\xff\x80", 3);
        QCOMPARE(hear({ bytes + "\n" }).lines, QList<QByteArray> { bytes });
    }
};

QTEST_APPLESS_MAIN(TestLines)
#include "tst_lines.moc"
