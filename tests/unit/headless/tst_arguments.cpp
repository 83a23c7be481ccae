// SPDX-License-Identifier: GPL-3.0-or-later
// A command's fields: each is of its kind or is named as the first that is not.

#include "app/headless/arguments.h"

#include <QJsonDocument>
#include <QTest>

using namespace pc;
using namespace pc::headless;
using namespace Qt::StringLiterals;

class TestArguments : public QObject
{
    Q_OBJECT

    static Arguments read(const char *json) { return Arguments(QJsonDocument::fromJson(json).object()); }

private Q_SLOTS:
    void fieldsAreReadAsTheirKind()
    {
        Arguments given = read(R"({"text":"a","flag":true,"number":7,"id":"00000000-0000-4000-8000-000000000001",
            "users":["00000000-0000-4000-8000-000000000002"]})");
        QCOMPARE(given.text("text"_L1), u"a"_s);
        QVERIFY(given.flag("flag"_L1));
        QCOMPARE(given.number("number"_L1), 7);
        QVERIFY(given.id<UserId>("id"_L1) != UserId {});
        QCOMPARE(given.users("users"_L1).size(), size_t(1));
        QVERIFY(!given.error());
    }

    void whatIsLeftOutIsWhatElseWasSaid()
    {
        Arguments given = read(R"({"null":null})");
        QCOMPARE(given.textOr("text"_L1, u"else"_s), u"else"_s);
        QCOMPARE(given.numberOr("number"_L1, 5), 5);
        QVERIFY(given.flagOr("flag"_L1, true));
        QCOMPARE(given.textOr("null"_L1, u"else"_s), u"else"_s);
        QVERIFY(!given.error());
    }

    void theFirstThatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("missing") << QByteArray("{}");
        QTest::newRow("null") << QByteArray(R"({"id":null})");
        QTest::newRow("a number") << QByteArray(R"({"id":5})");
        QTest::newRow("no id") << QByteArray(R"({"id":"ada"})");
        QTest::newRow("a list") << QByteArray(R"({"id":["00000000-0000-4000-8000-000000000001"]})");
    }

    void theFirstThatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        Arguments given = read(json.constData());
        (void)given.id<UserId>("id"_L1);
        (void)given.text("later"_L1);
        QVERIFY(given.error());
        QCOMPARE(given.error()->code, Errc::Invalid);
        QVERIFY(given.error()->detail.contains(u"\"id\""_s));
    }

    void oneWrongUserMakesTheListWrong()
    {
        Arguments given = read(R"({"users":["00000000-0000-4000-8000-000000000002", 3]})");
        (void)given.users("users"_L1);
        QVERIFY(given.error());
        Arguments noList = read(R"({"users":"00000000-0000-4000-8000-000000000002"})");
        (void)noList.users("users"_L1);
        QVERIFY(noList.error());
    }
};

QTEST_APPLESS_MAIN(TestArguments)
#include "tst_arguments.moc"
