// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the recovery sheet and of the messages that are kept: every case has its own sentence, which says what to do.

#include "ui/words/errors.h"
#include "ui/words/sheet.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace pc;
using namespace pc::session;
using words::SheetUse;

namespace {

QString mistake(SheetMistake::What what, int word, std::optional<SheetWords> kind = SheetWords::Sheet24,
    SheetUse use = SheetUse::Try, const QString &typed = QStringLiteral("1. abandon, 2. xyz\n3. zoo"))
{
    return words::sheetMistake({ what, word }, typed, kind, use);
}

} // namespace

class tst_SheetWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void numbersAndCommasStandBetweenWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("words");
        const QStringList three { QStringLiteral("ábaco"), QStringLiteral("zoo"), QStringLiteral("Apple") };
        QTest::newRow("spaces") << QStringLiteral("  ábaco zoo   Apple ") << three;
        QTest::newRow("numbers") << QStringLiteral("1. ábaco 2)zoo 3 Apple") << three;
        QTest::newRow("lines") << QStringLiteral("ábaco,\nzoo;\tApple.") << three;
        QTest::newRow("marks of their own")
            << QStringLiteral("ábaco zoo Apple").normalized(QString::NormalizationForm_D)
            << QStringList { three[0].normalized(QString::NormalizationForm_D), three[1], three[2] };
        QTest::newRow("nothing") << QString() << QStringList();
        QTest::newRow("only numbers") << QStringLiteral("1 2 3") << QStringList();
    }

    void numbersAndCommasStandBetweenWords()
    {
        QFETCH(QString, typed);
        QTEST(words::sheetWordsIn(typed), "words");
    }

    void aWordThatIsOnNoSheetIsNamedWithItsNumber()
    {
        QCOMPARE(mistake(SheetMistake::What::UnknownWord, 2).remove(QChar(0x2068)).remove(QChar(0x2069)),
            QStringLiteral("Word 2, “xyz”, is on no recovery sheet. Please look at it again."));
    }

    void aVeryLongWordIsCutInTheSentence()
    {
        const QString typed(2'000, u'x');
        QVERIFY(mistake(SheetMistake::What::UnknownWord, 1, SheetWords::Sheet24, SheetUse::Try, typed).size() < 120);
    }

    void theNumberOfWordsIsSaidBesideWhatItShouldBe()
    {
        for (const auto what : { SheetMistake::What::TooFewWords, SheetMistake::What::TooManyWords }) {
            QVERIFY(mistake(what, 23).contains(QStringLiteral("23 word")));
            QVERIFY(mistake(what, 23).contains(QStringLiteral("has 24")));
            QVERIFY(mistake(what, 5, SheetWords::Phrase6).contains(QStringLiteral("has 6")));
            QVERIFY(mistake(what, 5, {}).contains(QStringLiteral("24, or six")));
        }
        QVERIFY(mistake(SheetMistake::What::TooFewWords, 23) != mistake(SheetMistake::What::TooManyWords, 23));
    }

    void aSheetThatIsNotThePresentOneSaysWhatBecameOfTheMessages()
    {
        QSet<QString> said;
        for (const SheetUse use : { SheetUse::Try, SheetUse::Recover, SheetUse::Unlock }) {
            const QString sentence = mistake(SheetMistake::What::NotThisSheet, 0, SheetWords::Sheet24, use);
            QVERIFY2(sentence.contains(QStringLiteral("Nothing was changed"))
                    || sentence.contains(QStringLiteral("Your messages are still")),
                qPrintable(sentence));
            said.insert(sentence);
        }
        QCOMPARE(said.size(), 3);
    }

    void sixWordsThatAreWrongMayBeTypedWrong()
    {
        // They carry no check of their own: nobody can say that they are another sheet.
        const QString sentence = mistake(SheetMistake::What::NotThisSheet, 0, SheetWords::Phrase6);
        QVERIFY(sentence.contains(QStringLiteral("One may be another word")));
        QVERIFY(!sentence.contains(QStringLiteral("not your present one")));
    }

    void whyThereWasNoAnswerIsSaidOfWhatWasTried()
    {
        QVERIFY(words::sheetTrouble(Errc::Unavailable, SheetUse::Try).contains(QStringLiteral("memory")));
        QVERIFY(words::sheetTrouble(Errc::Unavailable, SheetUse::Recover).contains(QStringLiteral("server is busy")));
        QVERIFY(words::sheetTrouble(Errc::RateLimited, SheetUse::Recover).contains(QStringLiteral("still kept")));
        QVERIFY(words::sheetTrouble(Errc::Corrupt, SheetUse::Recover).contains(QStringLiteral("Nothing was changed")));
        QVERIFY(
            words::sheetTrouble(Errc::Conflict, SheetUse::Recover).contains(QStringLiteral("another one of yours")));
        QVERIFY(words::sheetTrouble(Errc::NotFound, SheetUse::Unlock).contains(QStringLiteral("stay as they are")));
        for (const SheetUse use : { SheetUse::Try, SheetUse::Recover, SheetUse::Unlock })
            QCOMPARE(words::sheetTrouble(Errc::Network, use), words::errorSentence(Errc::Network));
    }

    void theArchiveSaysHowFarItIs()
    {
        ArchiveState archive;
        QVERIFY(words::archiveSentence(archive).contains(QStringLiteral("the school cannot read them")));
        QCOMPARE(words::archiveProgress(archive), QStringLiteral("Nothing was added yet."));
        archive.lastSaved = utcFromMilliseconds(1'900'000'000'000);
        QVERIFY(words::archiveProgress(archive).contains(QStringLiteral("2030")));
        archive.waiting = 17;
        QVERIFY(words::archiveProgress(archive).contains(QStringLiteral("17 messages")));
        archive.waiting = 5'000'000'000;
        QVERIFY(!words::archiveProgress(archive).contains(QStringLiteral("-")));
        archive.trouble = Errc::Network;
        QVERIFY(words::archiveProgress(archive).contains(words::errorSentence(Errc::Network)));
        QVERIFY(words::archiveProgress(archive).contains(QStringLiteral("What was kept until now stays")));
        archive.isKept = false;
        QVERIFY(words::archiveProgress(archive).isEmpty());
        QVERIFY(words::archiveSentence(archive).contains(QStringLiteral("only on the computers")));
    }

    void whatComesBackIsCounted()
    {
        ArchiveState archive;
        QVERIFY(words::restoringSentence(archive).isEmpty());
        archive.isRestoring = true;
        archive.restored = 12'345;
        QCOMPARE(words::restoringSentence(archive), QStringLiteral("Bringing back your messages… 12,345"));
        QCOMPARE(words::archiveProgress(archive), words::restoringSentence(archive));
    }

    void theSheetSaysWhichAndOfWhen()
    {
        SheetState sheet;
        QVERIFY(words::sheetSentence(sheet).contains(QStringLiteral("no recovery sheet yet")));
        sheet = { true, SheetWords::Sheet24, SheetLanguage::English, utcFromMilliseconds(1'900'000'000'000), false };
        QVERIFY(words::sheetSentence(sheet).contains(QStringLiteral("24 words")));
        QVERIFY(words::sheetSentence(sheet).contains(QStringLiteral("17 March 2030")));
        sheet.kind = SheetWords::Phrase6;
        QVERIFY(words::sheetSentence(sheet).contains(QStringLiteral("six words")));
        sheet.made.reset();
        QVERIFY(!words::sheetSentence(sheet).contains(QStringLiteral("Made")));
    }

    void triesAreSaidWhenTheyGetFew()
    {
        SheetOffer offer { true, SheetWords::Sheet24, SheetLanguage::English, 10, {} };
        QVERIFY(words::sheetTries(offer).isEmpty());
        offer.triesLeft = 3;
        QVERIFY(words::sheetTries(offer).startsWith(QStringLiteral("3 tr")));
        offer.triesLeft = 0;
        QVERIFY(words::sheetTries(offer).isEmpty()); // the relay was not asked yet
        offer.tryAgain = utcFromMilliseconds(1'900'000'000'000);
        QVERIFY(words::sheetTries(offer).contains(QStringLiteral("2030")));
        QVERIFY(words::sheetTries(offer).contains(QStringLiteral("still kept")));
    }
};

QTEST_GUILESS_MAIN(tst_SheetWords)
#include "tst_sheetwords.moc"
