// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/flatjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace pc::relay::accounts;

class TestFlatJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itReadsTextsNumbersAndBooleans()
    {
        const auto json = FlatJson::parse(
            " { \"a\" : \"x\\n\\u00e9\\ud83d\\ude00\" , \"n\":-12,\"z\":0,\"t\":true,\"f\":false}\r\n");
        QVERIFY(json);
        QCOMPARE(*json->text("a"), std::string("x\n\xc3\xa9\xf0\x9f\x98\x80"));
        QCOMPARE(*json->number("n"), int64_t(-12));
        QCOMPARE(*json->number("z"), int64_t(0));
        QCOMPARE(*json->flag("t"), true);
        QCOMPARE(*json->flag("f"), false);
        QVERIFY(!json->text("n") && !json->number("a") && !json->flag("missing"));
        QVERIFY(FlatJson::parse("{}") && FlatJson::parse("{ }"));
    }

    void othersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QList<QByteArray> bad { "", " ", "{", "}", "[]", "1", "\"a\"", "null", "{\"a\"}", "{\"a\":}",
            "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}", "{\"a\":1}{}", "{\"a\":1}x", "{'a':1}", "{a:1}", "{\"a\":null}",
            "{\"a\":{}}", "{\"a\":[]}", "{\"a\":1.0}", "{\"a\":1e3}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":-}",
            "{\"a\":0x1}", "{\"a\":NaN}", "{\"a\":tru}", "{\"a\":TRUE}", "{\"a\":9007199254740993}",
            "{\"a\":99999999999999999999999}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u0000\"}",
            "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\n\"}",
            "{\"a\":\"\x01\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\xc0\x80\"}", "{\"a\":\"\xed\xa0\x80\"}",
            "{\"a\":\"\xf4\x90\x80\x80\"}", "{\"a\":\"\xe2\x82\"}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
            "{\"a\":\"", "{\"a\":\"\\", "\xef\xbb\xbf{}", "{\"a\":1/**/}", QByteArray("{\"a\":1}\0", 8) };
        int number = 0;
        for (const QByteArray &text : bad)
            QTest::addRow("%d", number++) << text;
        QByteArray wide("{");
        for (int i = 0; i < 33; ++i)
            wide += (i ? ",\"" : "\"") + QByteArray::number(i) + "\":1";
        QTest::newRow("too many keys") << wide + '}';
    }

    void othersAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY2(!FlatJson::parse({ text.constData(), size_t(text.size()) }), text.constData());
    }

    void whatItReadsQtReadsToo()
    {
        // Every byte changed to every value: it never accepts what a full parser refuses.
        const QByteArray text = R"({"a":"x\u00e9","n":-12,"t":true})";
        for (qsizetype i = 0; i < text.size(); ++i) {
            QVERIFY(!FlatJson::parse({ text.constData(), size_t(i) }));
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray changed = text;
                changed[i] = char(byte);
                if (FlatJson::parse({ changed.constData(), size_t(changed.size()) }))
                    QVERIFY2(QJsonDocument::fromJson(changed).isObject(), changed.constData());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFlatJson)
#include "tst_flatjson.moc"
