// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/linking/wordlist.h"

#include <QSet>
#include <QTest>

using namespace pc::linking;

class TestWordList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordIsFoundAsItIsByItsFirstLettersInAnyCaseAndWithoutAccents_data()
    {
        QTest::addColumn<int>("language");
        QTest::addRow("English") << int(WordLanguage::English);
        QTest::addRow("Spanish") << int(WordLanguage::Spanish);
    }

    void everyWordIsFoundAsItIsByItsFirstLettersInAnyCaseAndWithoutAccents()
    {
        QFETCH(int, language);
        const auto list = WordList { WordLanguage(language) };
        QSet<QString> seen;
        for (int i = 0; i < kWords; ++i) {
            const QString word = list.word(i);
            QVERIFY(!word.isEmpty());
            seen.insert(word);
            QCOMPARE(list.indexOf(word), i);
            QCOMPARE(list.indexOf(u' ' + word.toUpper() + u'\t'), i);
            QString plain = word.normalized(QString::NormalizationForm_D);
            plain.removeIf([](QChar c) { return c.isMark(); });
            QCOMPARE(list.indexOf(plain), i);
            QCOMPARE(list.indexOf(plain.first(qMin(plain.size(), qsizetype(4)))), i);
        }
        QCOMPARE(seen.size(), kWords);
    }

    void whatIsNoWordIsNone()
    {
        const WordList list { WordLanguage::English };
        for (const QString &typed : { QString(), QStringLiteral("zzzz"), QStringLiteral("aba"),
                 QStringLiteral("abandons"), QStringLiteral("1234"), QString(1'000'000, u'a') })
            QCOMPARE(list.indexOf(typed), std::nullopt);
    }

    void aLanguageWithoutAListHasTheEnglishOne()
    {
        QVERIFY(wordLanguageOf(QStringLiteral("es-MX")) == WordLanguage::Spanish);
        QVERIFY(wordLanguageOf(QStringLiteral("ES")) == WordLanguage::Spanish);
        QVERIFY(wordLanguageOf(QStringLiteral("ar")) == WordLanguage::English);
        QVERIFY(wordLanguageOf(QStringLiteral("est")) == WordLanguage::English);
        QVERIFY(wordLanguageOf({}) == WordLanguage::English);
    }
};

QTEST_APPLESS_MAIN(TestWordList)
#include "tst_wordlist.moc"
