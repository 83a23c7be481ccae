// SPDX-License-Identifier: GPL-3.0-or-later
// A recovery sheet is made, printed, kept and tried out: what is shown, what is asked, and that the one from before counts until a person
// has typed the new one back.

#include "tests/support/fakeaccount/fakerecoverydesk.h"
#include "ui/account/makesheetdialog.h"
#include "ui/account/recoverysection.h"
#include "ui/account/sheetpaper.h"
#include "ui/account/trysheetdialog.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::session;

namespace {

QStringList sampleWords(int count)
{
    static const QStringList all { QStringLiteral("abandon"), QStringLiteral("bachelor"), QStringLiteral("cabbage"),
        QStringLiteral("damage"), QStringLiteral("eager"), QStringLiteral("fabric"), QStringLiteral("gadget"),
        QStringLiteral("habit"), QStringLiteral("icon"), QStringLiteral("jacket"), QStringLiteral("kangaroo"),
        QStringLiteral("label"), QStringLiteral("machine"), QStringLiteral("naive"), QStringLiteral("oak"),
        QStringLiteral("paddle"), QStringLiteral("quality"), QStringLiteral("rabbit"), QStringLiteral("saddle"),
        QStringLiteral("table"), QStringLiteral("ugly"), QStringLiteral("vacant"), QStringLiteral("wage"),
        QStringLiteral("yard") };
    return all.mid(0, count);
}

const account::SheetOwner kOwner { QStringLiteral("Ana Díaz"), QStringLiteral("North School") };

} // namespace

class tst_RecoverySheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.install();
    }

    void cleanup() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void twentyFourWordsForADrawerAreTheUsualSheet()
    {
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        QCOMPARE(desk.made, std::vector { std::pair(SheetWords::Sheet24, SheetLanguage::English) });
        QCOMPARE(dialog->grid()->words(), desk.words);
        QVERIFY(dialog->printButton()->isVisible() && dialog->saveButton()->isVisible());
        QCOMPARE(dialog->focusWidget(), dialog->button());
        QCOMPARE(desk.keeps, 0);
    }

    void sixWordsToRememberCanBeChosen()
    {
        support::FakeRecoveryDesk desk;
        desk.words = sampleWords(6);
        const auto dialog = open(desk);
        dialog->phraseChoice()->setChecked(true);
        dialog->button()->click();
        QTRY_COMPARE(dialog->grid()->words(), desk.words);
        QCOMPARE(desk.made.front().first, SheetWords::Phrase6);
    }

    void theWordsAreOfTheWindowsLanguageWhereThereIsAList_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<SheetLanguage>("language");
        QTest::addColumn<bool>("isSaid");
        QTest::newRow("English") << QStringLiteral("en_US") << SheetLanguage::English << false;
        QTest::newRow("Spanish") << QStringLiteral("es_MX") << SheetLanguage::Spanish << false;
        QTest::newRow("Arabic") << QStringLiteral("ar_EG") << SheetLanguage::English << true;
    }

    void theWordsAreOfTheWindowsLanguageWhereThereIsAList()
    {
        QFETCH(QString, locale);
        QFETCH(bool, isSaid);
        QLocale::setDefault(QLocale(locale));
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        QTEST(desk.made.front().second, "language");
        bool said = false;
        for (const auto *label : dialog->findChildren<style::PlainLabel *>())
            said |= label->wholeText().contains(QStringLiteral("English ones"));
        QCOMPARE(said, isSaid);
    }

    void makingItIsSaidWhileItLasts()
    {
        support::FakeRecoveryDesk desk;
        desk.words = sampleWords(24);
        desk.holds = true;
        const auto dialog = open(desk);
        dialog->button()->click();
        QVERIFY(dialog->isBusy() && !dialog->button()->isEnabled());
        QVERIFY(dialog->findChild<QProgressBar *>()->isVisible());
        desk.release();
        QTRY_VERIFY(!dialog->isBusy());
        QVERIFY(!dialog->findChild<QProgressBar *>()->isVisible());
    }

    void whoLeavesWhileItIsMadeDropsIt()
    {
        support::FakeRecoveryDesk desk;
        desk.holds = true;
        auto dialog = open(desk);
        dialog->button()->click();
        dialog->reject();
        dialog.reset();
        QCOMPARE(desk.drops, 1);
        desk.release();
        QCOMPARE(desk.keeps, 0);
    }

    void aRefusalLeavesTheChoice()
    {
        support::FakeRecoveryDesk desk;
        desk.failure = Errc::Unavailable;
        const auto dialog = open(desk);
        dialog->button()->click();
        QTRY_VERIFY(dialog->trouble().contains(QStringLiteral("memory")));
        QVERIFY(dialog->paperChoice()->isVisible() && dialog->button()->isEnabled());
    }

    void threeDifferentWordsAreAskedBack_data()
    {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("words");
        for (const int seed : { 1, 2, 3, 4, 5, 6, 7, 8 })
            QTest::addRow("%d", seed) << quint64(seed) << (seed % 2 == 0 ? 6 : 24);
    }

    void threeDifferentWordsAreAskedBack()
    {
        QFETCH(quint64, seed);
        QFETCH(int, words);
        m_random = SeededRandom(seed);
        support::FakeRecoveryDesk desk;
        const auto dialog = askBack(desk, words);
        QVERIFY(dialog->askedWord(0) >= 0 && dialog->askedWord(0) < dialog->askedWord(1));
        QVERIFY(dialog->askedWord(1) < dialog->askedWord(2) && dialog->askedWord(2) < words);
        QCOMPARE(dialog->field(0)->accessibleName(), QStringLiteral("Word %1").arg(dialog->askedWord(0) + 1));
        QVERIFY(dialog->grid()->words().isEmpty()); // not to be read off the screen
        QVERIFY(!dialog->button()->isEnabled());
    }

    void onlyTheRightWordsKeepIt()
    {
        support::FakeRecoveryDesk desk;
        const auto dialog = askBack(desk, 24);
        answer(*dialog, desk);
        dialog->field(1)->setText(QStringLiteral("wrong"));
        dialog->button()->click();
        QVERIFY(dialog->trouble().contains(QStringLiteral("Word %1 is another one").arg(dialog->askedWord(1) + 1)));
        QCOMPARE(desk.keeps, 0);
        dialog->field(1)->setText(u' ' + desk.words[dialog->askedWord(1)].toUpper() + u' ');
        dialog->button()->click();
        QTRY_COMPARE(desk.keeps, 1);
        QTRY_VERIFY(dialog->text().contains(QStringLiteral("From now on this sheet counts")));
        dialog->button()->click();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(desk.drops, 0);
    }

    void accentsNeedNotBeTypedBack()
    {
        support::FakeRecoveryDesk desk;
        desk.words = { QStringLiteral("ábaco"), QStringLiteral("búho"), QStringLiteral("dúo") };
        auto dialog = showWords(desk, false);
        dialog->button()->click();
        for (int i = 0; i < 3; ++i)
            dialog->field(i)->setText(
                QStringList { QStringLiteral("abaco"), QStringLiteral("Buho"), QStringLiteral("dúo") }[i]);
        dialog->button()->click();
        QTRY_COMPARE(desk.keeps, 1);
    }

    void theWordsCanBeShownAgain()
    {
        support::FakeRecoveryDesk desk;
        const auto dialog = askBack(desk, 24);
        dialog->cancelButton()->click();
        QCOMPARE(dialog->grid()->words(), desk.words);
        QCOMPARE(desk.drops, 0);
    }

    void whoLeavesIsToldThatTheOldOneCounts()
    {
        support::FakeRecoveryDesk desk;
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, {}, false });
        const auto dialog = showWords(desk);
        dialog->reject();
        QVERIFY(dialog->isVisible());
        QCOMPARE(desk.drops, 1);
        QVERIFY(dialog->text().contains(QStringLiteral("still counts")));
        QVERIFY(dialog->grid()->words().isEmpty());
        dialog->reject();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(desk.drops, 1);
        QCOMPARE(desk.keeps, 0);
    }

    void whoHadNoneIsToldThatThereIsNoneYet()
    {
        support::FakeRecoveryDesk desk;
        const auto dialog = askBack(desk, 24);
        dialog->reject();
        QVERIFY(dialog->text().contains(QStringLiteral("You have no recovery sheet yet")));
    }

    void aWindowThatGoesAwayDropsIt()
    {
        support::FakeRecoveryDesk desk;
        auto dialog = showWords(desk);
        dialog.reset();
        QCOMPARE(desk.drops, 1);
    }

    void whatCouldNotBeKeptIsSaidAndCanBeTriedAgain()
    {
        support::FakeRecoveryDesk desk;
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, {}, false });
        const auto dialog = askBack(desk, 24);
        answer(*dialog, desk);
        desk.failure = Errc::Network;
        dialog->button()->click();
        QTRY_VERIFY(dialog->trouble().contains(QStringLiteral("the sheet that you had before counts")));
        desk.failure.reset();
        QTRY_VERIFY(dialog->button()->isEnabled());
        dialog->button()->click();
        QTRY_COMPARE(desk.keeps, 2);
        QTRY_VERIFY(dialog->text().contains(QStringLiteral("tear it up")));
    }

    void nothingGoesToTheClipboardByItself()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("mine"));
        support::FakeRecoveryDesk desk;
        const auto dialog = askBack(desk, 24);
        answer(*dialog, desk);
        dialog->button()->click();
        QTRY_COMPARE(desk.keeps, 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("mine"));
    }

    void thePrintersAreOffered()
    {
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        dialog->printButton()->click();
        QPointer<QPrintDialog> printers = dialog->findChild<QPrintDialog *>();
        QVERIFY(printers && printers->isVisible());
        QVERIFY(dialog->note().isEmpty());
        printers->reject();
        QTRY_VERIFY(!printers);
        QCOMPARE(dialog->grid()->words(), desk.words);
    }

    void whatIsPrintedIsToBeFetched_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("printed") << QStringLiteral("sheet.pdf") << QStringLiteral("fetch the sheet");
        QTest::newRow("refused") << QStringLiteral("no/folder/sheet.pdf") << QStringLiteral("write the words down");
    }

    void whatIsPrintedIsToBeFetched()
    {
        QFETCH(QString, file);
        QTemporaryDir folder;
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        dialog->printButton()->click();
        QPointer<QPrintDialog> printers = dialog->findChild<QPrintDialog *>();
        QVERIFY(printers);
        printers->printer()->setOutputFormat(QPrinter::PdfFormat);
        printers->printer()->setOutputFileName(folder.filePath(file));
        Q_EMIT printers->accepted(printers->printer());
        QFETCH(QString, says);
        QVERIFY2(dialog->note().contains(says), qPrintable(dialog->note()));
        printers->reject();
        QTRY_VERIFY(!printers);
    }

    void theKeyboardIsEnough()
    {
        support::FakeRecoveryDesk desk;
        desk.words = sampleWords(6);
        const auto dialog = open(desk);
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        QVERIFY(dialog->paperChoice()->hasFocus());
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Down);
        QVERIFY(dialog->phraseChoice()->isChecked());
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!dialog->grid()->words().isEmpty());
        QTRY_VERIFY(dialog->button()->hasFocus());
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        for (int i = 0; i < account::MakeSheetDialog::kAsked; ++i) {
            QTRY_VERIFY(dialog->field(i)->hasFocus());
            QTest::keyClicks(dialog->focusWidget(), desk.words[dialog->askedWord(i)]);
            if (i + 1 < account::MakeSheetDialog::kAsked)
                QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        }
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.keeps, 1);
        QTRY_VERIFY(dialog->button()->hasFocus() && dialog->button()->isEnabled());
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
    }

    void thePdfIsItsOwnersAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sheet.pdf"));
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        dialog->saveAs(path);
        QVERIFY(dialog->note().contains(QStringLiteral("then delete it")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF-"));
#ifdef Q_OS_UNIX
        const auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));
#endif
        QCOMPARE(dialog->grid()->words(), desk.words); // and they are still there
    }

    void aPdfThatCannotBeSavedIsSaid()
    {
        QTemporaryDir folder;
        support::FakeRecoveryDesk desk;
        const auto dialog = showWords(desk);
        dialog->saveAs(folder.filePath(QStringLiteral("no/such/folder.pdf")));
        QVERIFY(dialog->note().contains(QStringLiteral("disk")));
    }

    void thePageHasRoomForEverything_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<int>("words");
        for (const char *locale : { "en_US", "en_GB" }) {
            for (const int words : { 6, 24 })
                QTest::addRow("%s %d", locale, words) << QString::fromLatin1(locale) << words;
        }
    }

    void thePageHasRoomForEverything()
    {
        QFETCH(QString, locale);
        QFETCH(int, words);
        QLocale::setDefault(QLocale(locale));
        constexpr int kDpi = 72;
        const QSize paper = account::usualPageSize().sizePoints();
        QCOMPARE(paper.width(), locale == QStringLiteral("en_US") ? 612 : 595);
        QImage page(paper, QImage::Format_Grayscale8);
        page.fill(Qt::white);
        {
            QPainter painter(&page);
            const QRectF inside(56, 56, paper.width() - 112, paper.height() - 112);
            account::paintPaper(painter, inside, kDpi, { kOwner, sampleWords(words) });
        }
        QVERIFY(darkIn(page, { 56, 56, paper.width() - 112, 100 }));
        // Nothing in the margins, below as well: no line was pushed off the page.
        QVERIFY(!darkIn(page, { 0, paper.height() - 56, paper.width(), 56 }));
        QVERIFY(!darkIn(page, { 0, 0, 54, paper.height() }));
        QVERIFY(!darkIn(page, { paper.width() - 54, 0, 54, paper.height() }));
    }

    void theWordsStandInColumnsFromLeftToRight()
    {
        account::WordGrid grid(m_theme);
        grid.setWords(sampleWords(24));
        QCOMPARE(grid.layoutDirection(), Qt::LeftToRight);
        grid.resize(grid.sizeHint());
        grid.show();
        QCOMPARE(grid.columns(), 3);
        const int wide = grid.heightForWidth(grid.width());
        const int narrow = grid.minimumSizeHint().width();
        QVERIFY(grid.heightForWidth(narrow) > 2 * wide);
        QVERIFY(grid.heightForWidth(narrow * 5 / 3 + 20) > wide);
        bool isNamed = false;
        for (const auto *label : grid.findChildren<style::PlainLabel *>())
            isNamed |= label->accessibleName() == QStringLiteral("24: yard");
        QVERIFY(isNamed);
    }

    void tryingItOutChangesNothing()
    {
        support::FakeRecoveryDesk desk;
        desk.show(SheetState { true, SheetWords::Sheet24, SheetLanguage::English, {}, true });
        const auto dialog = openTrying(desk);
        QVERIFY(!dialog->button()->isEnabled());
        dialog->field()->edit()->setPlainText(QStringLiteral("1. abandon, 2. bachelor"));
        QCOMPARE(dialog->field()->counted(), QStringLiteral("2 of 24 words"));
        desk.holds = true;
        dialog->button()->click();
        QVERIFY(dialog->isBusy() && !dialog->field()->isEnabled());
        QCOMPARE(desk.tested, QStringList { QStringLiteral("1. abandon, 2. bachelor") });
        desk.release();
        QTRY_VERIFY(dialog->text().contains(QStringLiteral("Yes, this is your recovery sheet")));
        QVERIFY(dialog->field()->typed().isEmpty());
        dialog->button()->click();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(desk.keeps + desk.drops, 0);
    }

    void whatWasTypedStaysToBeCorrected()
    {
        support::FakeRecoveryDesk desk;
        desk.mistake = SheetMistake { SheetMistake::What::UnknownWord, 2 };
        const auto dialog = openTrying(desk);
        dialog->field()->edit()->setPlainText(QStringLiteral("abandon xyz"));
        dialog->button()->click();
        QTRY_VERIFY(dialog->trouble().contains(QStringLiteral("xyz")));
        QCOMPARE(dialog->field()->typed(), QStringLiteral("abandon xyz"));
        QVERIFY(dialog->field()->isEnabled() && dialog->anotherButton()->isHidden());
    }

    void aSheetFromBeforeLeadsToANewOne()
    {
        support::FakeRecoveryDesk desk;
        desk.mistake = SheetMistake { SheetMistake::What::NotThisSheet, 0 };
        const auto dialog = openTrying(desk);
        QSignalSpy asked(dialog.get(), &account::TrySheetDialog::newSheetRequested);
        dialog->field()->edit()->setPlainText(QStringLiteral("abandon"));
        dialog->button()->click();
        QTRY_VERIFY(dialog->anotherButton()->isVisible());
        dialog->anotherButton()->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(!dialog->isVisible());
    }

    void enterTriesWhatIsWholeAndBreaksTheLineBefore()
    {
        support::FakeRecoveryDesk desk;
        desk.show(SheetState { true, SheetWords::Phrase6, SheetLanguage::English, {}, false });
        const auto dialog = openTrying(desk);
        QTest::keyClicks(dialog->field()->edit(), QStringLiteral("a b c"));
        QTest::keyClick(dialog->field()->edit(), Qt::Key_Return);
        QVERIFY(desk.tested.isEmpty());
        QTest::keyClicks(dialog->field()->edit(), QStringLiteral("d e f"));
        QTest::keyClick(dialog->field()->edit(), Qt::Key_Return);
        QCOMPARE(desk.tested, QStringList { QStringLiteral("a b c\nd e f") });
    }

    void theFieldRemembersNothing()
    {
        account::SheetField field(SheetWords::Sheet24, m_theme);
        field.show();
        QTest::keyClicks(field.edit(), QStringLiteral("abandon"));
        QVERIFY(!field.edit()->isUndoRedoEnabled());
        QVERIFY(field.edit()->inputMethodHints().testFlags(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText));
        QVERIFY(field.edit()->tabChangesFocus());
        QVERIFY(!field.edit()->accessibleName().isEmpty());
        field.clear();
        QTest::keySequence(field.edit(), QKeySequence::Undo);
        QVERIFY(field.typed().isEmpty());
    }

private:
    using Making = std::unique_ptr<account::MakeSheetDialog>;

    Making open(support::FakeRecoveryDesk &desk)
    {
        auto dialog = std::make_unique<account::MakeSheetDialog>(desk, kOwner, m_random, m_theme);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        return dialog;
    }

    Making showWords(support::FakeRecoveryDesk &desk, bool isSample = true)
    {
        if (isSample)
            desk.words = sampleWords(24);
        Making dialog = open(desk);
        dialog->button()->click();
        if (!QTest::qWaitFor([&] { return !dialog->grid()->words().isEmpty(); }))
            QTest::qFail("no words", __FILE__, __LINE__);
        return dialog;
    }

    Making askBack(support::FakeRecoveryDesk &desk, int words)
    {
        desk.words = sampleWords(words);
        Making dialog = showWords(desk, false);
        dialog->button()->click();
        return dialog;
    }

    static void answer(const account::MakeSheetDialog &dialog, const support::FakeRecoveryDesk &desk)
    {
        for (int i = 0; i < account::MakeSheetDialog::kAsked; ++i)
            dialog.field(i)->setText(desk.words[dialog.askedWord(i)]);
    }

    std::unique_ptr<account::TrySheetDialog> openTrying(support::FakeRecoveryDesk &desk)
    {
        auto dialog = std::make_unique<account::TrySheetDialog>(desk, m_theme);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        return dialog;
    }

    static bool darkIn(const QImage &page, const QRect &part)
    {
        for (int y = part.top(); y <= part.bottom(); ++y) {
            for (int x = part.left(); x <= part.right(); ++x) {
                if (qGray(page.pixel(x, y)) < 200)
                    return true;
            }
        }
        return false;
    }

    style::Theme m_theme;
    SeededRandom m_random { 7 };
};

QTEST_MAIN(tst_RecoverySheet)
#include "tst_sheetdialogs.moc"
