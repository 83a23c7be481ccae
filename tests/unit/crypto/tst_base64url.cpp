// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/base64url.h"
#include "core/crypto/random.h"

#include <QTest>

using namespace pc::crypto;

class TestBase64Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 4648 section 10, in the unpadded form of section 5.
    void knownAnswers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
        QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
        QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
        QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
        QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
        QTest::newRow("url letters") << QByteArray("\xfb\xff\xfe") << QByteArray("-__-");
    }

    void knownAnswers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(toBase64Url(bytes), text);
        QCOMPARE(fromBase64Url(text), std::optional(bytes));
    }

    void anyBytesComeBack()
    {
        for (qsizetype size = 0; size < 200; ++size) {
            const QByteArray bytes = randomBytes(size);
            QCOMPARE(fromBase64Url(toBase64Url(bytes)), std::optional(bytes));
        }
    }

    void onlyTheLettersOfTheAlphabetAreLetters()
    {
        const QByteArray alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
        for (int byte = 0; byte < 256; ++byte) {
            for (int place = 0; place < 4; ++place) {
                QByteArray text("Zm9v");
                text[place] = char(byte);
                QCOMPARE(fromBase64Url(text).has_value(), alphabet.contains(char(byte)));
            }
        }
    }

    void otherSpellingsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding") << QByteArray("Zg==");
        QTest::newRow("half the padding") << QByteArray("Zg=");
        QTest::newRow("one letter") << QByteArray("Z");
        QTest::newRow("five letters") << QByteArray("Zm9vY");
        QTest::newRow("unused bits set in two") << QByteArray("Zh");
        QTest::newRow("unused bits set in three") << QByteArray("Zm9");
        QTest::newRow("plus of the other alphabet") << QByteArray("+__-");
        QTest::newRow("slash of the other alphabet") << QByteArray("-//-");
        QTest::newRow("space") << QByteArray("Zm 9v");
        QTest::newRow("line end") << QByteArray("Zm9v\n");
        QTest::newRow("NUL") << QByteArray("Zm9v\0Zm9v", 9);
        QTest::newRow("beyond ASCII") << QByteArray("Zm9\xc3");
    }

    void otherSpellingsAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!fromBase64Url(text));
    }
};

QTEST_APPLESS_MAIN(TestBase64Url)
#include "tst_base64url.moc"
