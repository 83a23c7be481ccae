// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/contentcodec.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QTest>

using namespace pc;
using namespace pc::chat;

class TestContentCodec : public QObject
{
    Q_OBJECT

private:
    static QByteArray map(std::initializer_list<std::pair<QCborValue, QCborValue>> entries)
    {
        return QCborValue(QCborMap(entries)).toCbor();
    }

    static QByteArray valid()
    {
        return encodeContent({ ContentKind::Text, QStringLiteral("Grüße, 👩‍🏫"), {} });
    }

private Q_SLOTS:
    void textComesBackAsItWas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QStringLiteral("hello");
        QTest::newRow("empty") << QString();
        QTest::newRow("beyond the basic plane") << QStringLiteral("👩‍🏫 ok");
        QTest::newRow("markup stays text") << QStringLiteral("<b>&amp;</b>");
        QTest::newRow("longest") << QString(kMaxTextLength, QChar(0x20ac));
    }

    void textComesBackAsItWas()
    {
        QFETCH(QString, text);
        const QByteArray bytes = encodeContent({ ContentKind::Text, text, {} });
        QVERIFY(bytes.size() <= kMaxContentBytes);
        QCOMPARE(bytes, encodeContent({ ContentKind::Text, text, {} }));
        const auto content = decodeContent(bytes);
        QVERIFY(content.ok());
        QCOMPARE(content->kind, ContentKind::Text);
        QCOMPARE(content->text, text);
    }

    void theBytesAreThoseOfTheFormat()
    {
        QCOMPARE(encodeContent({ ContentKind::Text, QStringLiteral("hi"), {} }).toHex(),
            QByteArrayLiteral("a3617601646b696e64647465787464746578746268") + QByteArrayLiteral("69"));
    }

    void whatItsDeviceSaysOfItComesBackToo()
    {
        Content content { .kind = ContentKind::Text, .text = QStringLiteral("hi") };
        content.written = utcFromMilliseconds(1'760'000'000'000);
        content.follows = MessageId { Uuid { { 1, 2 } } };
        const QByteArray bytes = encodeContent(content);
        QCOMPARE(bytes.toHex(),
            QByteArrayLiteral("a5617601646b696e646474657874647465787462686962617"
                              "41b00000199c82cc000656166746572500102000000000000000000000000"
                              "0000"));
        QCOMPARE(*decodeContent(bytes), content);
    }

    /// The message is worth more than what it says of its time or of another one.
    void whatMakesNoSenseBesideATextIsLeftOut_data()
    {
        QTest::addColumn<QCborValue>("at");
        QTest::addColumn<QCborValue>("after");
        QTest::newRow("other types") << QCborValue(QStringLiteral("noon")) << QCborValue(1);
        QTest::newRow("out of bounds") << QCborValue(qint64(253'402'300'800'000)) << QCborValue(QByteArray(15, '\1'));
        QTest::newRow("negative, and nobody's id") << QCborValue(-1) << QCborValue(QByteArray(16, '\0'));
    }

    void whatMakesNoSenseBesideATextIsLeftOut()
    {
        QFETCH(const QCborValue, at);
        QFETCH(const QCborValue, after);
        const auto content = decodeContent(map({ { QStringLiteral("v"), 1 },
            { QStringLiteral("kind"), QStringLiteral("text") }, { QStringLiteral("text"), QStringLiteral("hi") },
            { QStringLiteral("at"), at }, { QStringLiteral("after"), after } }));
        QVERIFY(content.ok());
        QCOMPARE(*content, (Content { .kind = ContentKind::Text, .text = QStringLiteral("hi") }));
    }

    void whatANewerProgramMadeIsUnknownNotBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QCborValue v = QStringLiteral("v");
        const QCborValue kind = QStringLiteral("kind");
        const QCborValue text = QStringLiteral("text");
        QTest::newRow("kind") << map({ { v, 1 }, { kind, QStringLiteral("poll") }, { text, QCborArray { 1, 2 } } });
        QTest::newRow("version") << map({ { v, 2 }, { kind, QStringLiteral("text") }, { text, 7 } });
    }

    void whatANewerProgramMadeIsUnknownNotBroken()
    {
        QFETCH(QByteArray, bytes);
        const auto content = decodeContent(bytes);
        QVERIFY(content.ok());
        QCOMPARE(content->kind, ContentKind::Unknown);
    }

    void unknownKeysAreSkipped()
    {
        const auto content = decodeContent(map({ { QStringLiteral("v"), 1 },
            { QStringLiteral("later"), QCborMap { { 1, QCborArray { 2 } } } },
            { QStringLiteral("kind"), QStringLiteral("text") }, { QStringLiteral("text"), QStringLiteral("hi") } }));
        QVERIFY(content.ok());
        QCOMPARE(content->text, QStringLiteral("hi"));
    }

    void whatIsNoContentIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Errc>("why");
        const QCborValue v = QStringLiteral("v");
        const QCborValue kind = QStringLiteral("kind");
        const QCborValue text = QStringLiteral("text");
        const QCborValue isText = QStringLiteral("text");
        QTest::newRow("nothing") << QByteArray() << Errc::Invalid;
        QTest::newRow("another type") << QCborValue(7).toCbor() << Errc::Invalid;
        QTest::newRow("no version") << map({ { kind, isText }, { text, QStringLiteral("x") } }) << Errc::Invalid;
        QTest::newRow("version 0") << map({ { v, 0 }, { kind, isText }, { text, QStringLiteral("x") } })
                                   << Errc::Invalid;
        QTest::newRow("negative version") << map({ { v, -1 }, { kind, isText } }) << Errc::Invalid;
        QTest::newRow("no kind") << map({ { v, 1 }, { text, QStringLiteral("x") } }) << Errc::Invalid;
        QTest::newRow("no text") << map({ { v, 1 }, { kind, isText } }) << Errc::Invalid;
        QTest::newRow("text of another type") << map({ { v, 1 }, { kind, isText }, { text, 1 } }) << Errc::Invalid;
        QTest::newRow("trailing") << valid() + QByteArray(1, '\0') << Errc::Invalid;
        QTest::newRow("twice") << QByteArray::fromHex("a4617601617601646b696e646474657874647465787461") + "x"
                               << Errc::Invalid;
        QTest::newRow("its time twice") << QByteArray::fromHex(
            "a5617601646b696e646474657874647465787461616261740162617402")
                                        << Errc::Invalid;
        QTest::newRow("deep") << QByteArray::fromHex("a26178") + QByteArray(1'000, '\x81') << Errc::Invalid;
        QTest::newRow("too long a text") << map(
            { { v, 1 }, { kind, isText }, { text, QString(kMaxTextLength + 1, u'x') } })
                                         << Errc::TooLarge;
        QTest::newRow("too many bytes") << QByteArray(kMaxContentBytes + 1, '\0') << Errc::TooLarge;
    }

    void whatIsNoContentIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Errc, why);
        const auto content = decodeContent(bytes);
        QVERIFY(!content.ok());
        QCOMPARE(content.code(), why);
    }

    void everyPrefixIsRefused()
    {
        const QByteArray bytes = valid();
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!decodeContent(QByteArrayView(bytes).first(size)).ok());
    }

    void everyFlippedByteIsSurvived()
    {
        const QByteArray bytes = valid();
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            for (const int flip : { 0x01, 0x80, 0xff }) {
                QByteArray broken = bytes;
                broken[i] = char(broken[i] ^ flip);
                const auto content = decodeContent(broken);
                QVERIFY(!content.ok() || content->text.size() <= kMaxTextLength);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestContentCodec)
#include "tst_contentcodec.moc"
