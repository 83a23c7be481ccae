// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/username.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::accounts;

class TestUserName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatLookAlikeAreOne_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("folded");
        QTest::newRow("as it is") << QStringLiteral("ana.lopez") << QStringLiteral("ana.lopez");
        QTest::newRow("capitals") << QStringLiteral("Ana.LOPEZ") << QStringLiteral("ana.lopez");
        QTest::newRow("spaces around") << QStringLiteral("  ana ") << QStringLiteral("ana");
        QTest::newRow("wide letters") << QStringLiteral("\uff21\uff4e\uff41") << QStringLiteral("ana");
        QTest::newRow("sharp s") << QStringLiteral("Strau\u00df") << QStringLiteral("strauss");
        QTest::newRow("composed or not") << QStringLiteral("jose\u0301") << QStringLiteral("jos\u00e9");
        QTest::newRow("ligature") << QStringLiteral("\ufb01nn") << QStringLiteral("finn");
        QTest::newRow("mail address") << QStringLiteral("Ana@School.example") << QStringLiteral("ana@school.example");
        QTest::newRow("Cyrillic") << QStringLiteral("\u0410\u043d\u043d\u0430")
                                  << QStringLiteral("\u0430\u043d\u043d\u0430");
        QTest::newRow("Kanji and Hiragana")
            << QStringLiteral("\u7530\u4e2d\u306e") << QStringLiteral("\u7530\u4e2d\u306e");
        QTest::newRow("kelvin sign") << QStringLiteral("\u212aai") << QStringLiteral("kai");
    }

    void namesThatLookAlikeAreOne()
    {
        QFETCH(QString, typed);
        QFETCH(QString, folded);
        const auto name = foldUserName(typed);
        QVERIFY2(name.ok(), name ? "" : qPrintable(name.error().detail));
        QCOMPARE(*name, folded);
        QCOMPARE(*foldUserName(*name), folded);
    }

    void trickyNamesAreRefused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("empty") << QString();
        QTest::newRow("two letters") << QStringLiteral("ab");
        QTest::newRow("too long") << QString(65, u'a');
        QTest::newRow("grows too long when folded") << QString(64, QChar(0xfdfa));
        QTest::newRow("space inside") << QStringLiteral("ana lopez");
        QTest::newRow("Cyrillic a in a Latin name") << QStringLiteral("\u0430na");
        QTest::newRow("Greek omicron in a Latin name") << QStringLiteral("r\u03bfot");
        QTest::newRow("right-to-left override") << QStringLiteral("ana\u202etxt");
        QTest::newRow("zero width space") << QStringLiteral("an\u200ba");
        QTest::newRow("zero width joiner") << QStringLiteral("an\u200da");
        QTest::newRow("NUL") << QStringLiteral("ana\u0000b");
        QTest::newRow("line end") << QStringLiteral("ana\nb");
        QTest::newRow("slash") << QStringLiteral("../ana");
        QTest::newRow("quote") << QStringLiteral("ana'--");
        QTest::newRow("mark-up") << QStringLiteral("<b>ana</b>");
        QTest::newRow("begins with a dot") << QStringLiteral(".ana");
        QTest::newRow("ends with a dot") << QStringLiteral("ana.");
        QTest::newRow("lone surrogate") << QString(QStringLiteral("ana") + QChar(0xd800));
        QTest::newRow("emoji") << QStringLiteral("ana\U0001F600");
    }

    void trickyNamesAreRefused()
    {
        QFETCH(QString, typed);
        QCOMPARE(foldUserName(typed).ok(), false);
    }

    void displayNamesAreFreeButShowable()
    {
        QCOMPARE(*cleanDisplayName(QStringLiteral("  Ana L\u00f3pez <3 ")), QStringLiteral("Ana L\u00f3pez <3"));
        QVERIFY(cleanDisplayName(QStringLiteral("\u0645\u06cc\u200c\u062e")));
        QVERIFY(!cleanDisplayName(QStringLiteral("   ")));
        QVERIFY(!cleanDisplayName(QString(101, u'a')));
        QVERIFY(!cleanDisplayName(QStringLiteral("Ana\u202egnp.exe")));
        QVERIFY(!cleanDisplayName(QStringLiteral("Ana\nLopez")));
        QVERIFY(cleanLabel(QString()));
    }

    void searchingIgnoresCaseAndWidth()
    {
        QVERIFY(foldForSearch(QStringLiteral("M\u00dcLLER")).contains(foldForSearch(QStringLiteral("m\u00fcll"))));
    }
};

QTEST_APPLESS_MAIN(TestUserName)
#include "tst_username.moc"
