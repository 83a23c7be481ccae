// SPDX-License-Identifier: GPL-3.0-or-later
// Where the recovery sheet is met: the preferences, a computer that is new, and one whose messages do not open any more.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "ui/account/accountflow.h"
#include "ui/account/linkpage.h"
#include "ui/account/makesheetdialog.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/recoverysection.h"
#include "ui/account/sheetpage.h"
#include "ui/account/troublepage.h"
#include "ui/account/trysheetdialog.h"

#include <QSignalSpy>
#include <QTest>

using namespace pc;
using namespace pc::session;

namespace {

const SheetOffer kOffer { true, SheetWords::Sheet24, SheetLanguage::English, 10, {} };

} // namespace

class tst_RecoveryWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme.install();
    }

    // ---- The preferences

    void theSectionFollowsWhatIsKept()
    {
        support::FakeRecoveryDesk desk;
        account::RecoverySection section(desk, {}, m_random, m_theme);
        QVERIFY(section.archiveText().contains(QStringLiteral("the school cannot read them")));
        QVERIFY(section.keepsBox()->isChecked());
        ArchiveState archive;
        archive.waiting = 12;
        desk.show(archive);
        QVERIFY(section.progressText().contains(QStringLiteral("12 messages")));
        archive.isKept = false;
        desk.show(archive);
        QVERIFY(!section.keepsBox()->isChecked());
        QVERIFY(section.progressText().isEmpty());
        QVERIFY(desk.kept.empty()); // it only followed
    }

    void keepingNothingIsAskedOnceMore()
    {
        support::FakeRecoveryDesk desk;
        account::RecoverySection section(desk, {}, m_random, m_theme);
        section.show();
        QVERIFY(section.deleteButton()->isHidden());
        section.keepsBox()->click();
        QVERIFY(desk.kept.empty());
        QVERIFY(section.deleteButton()->isVisible());
        QVERIFY(section.questionText().contains(QStringLiteral("is then deleted")));
        QVERIFY(section.questionText().contains(QStringLiteral("stays there")));
        desk.show(ArchiveState {}); // what changes meanwhile does not answer for the person
        QVERIFY(!section.keepsBox()->isChecked() && section.deleteButton()->isVisible());
        section.keepButton()->click();
        QVERIFY(section.keepsBox()->isChecked() && section.deleteButton()->isHidden());
        QVERIFY(desk.kept.empty());
        section.keepsBox()->click();
        section.deleteButton()->click();
        QCOMPARE(desk.kept, std::vector { false });
        QTRY_VERIFY(section.deleteButton()->isHidden() && section.keepsBox()->isEnabled());
        QVERIFY(!section.keepsBox()->isChecked());
        section.keepsBox()->click(); // back on needs no question
        QCOMPARE(desk.kept, (std::vector { false, true }));
    }

    void aChoiceThatFailedStaysAsItWas()
    {
        support::FakeRecoveryDesk desk;
        desk.failure = Errc::Network;
        account::RecoverySection section(desk, {}, m_random, m_theme);
        section.show();
        section.keepsBox()->click();
        section.deleteButton()->click();
        QTRY_VERIFY(section.trouble().startsWith(QStringLiteral("This stays as it was.")));
        QVERIFY(section.keepsBox()->isChecked());
    }

    void aSheetIsMadeOnceAndThenMadeAnewOrTried()
    {
        support::FakeRecoveryDesk desk;
        account::RecoverySection section(desk, {}, m_random, m_theme);
        section.show();
        QCOMPARE(section.makeButton()->text(), QStringLiteral("Make a recovery sheet…"));
        QVERIFY(section.tryButton()->isHidden());
        desk.show(SheetState {
            true, SheetWords::Sheet24, SheetLanguage::English, utcFromMilliseconds(1'900'000'000'000), false });
        QCOMPARE(section.makeButton()->text(), QStringLiteral("Make a new one…"));
        QVERIFY(section.sheetText().contains(QStringLiteral("17 March 2030")));
        section.tryButton()->click();
        auto *trying = section.findChild<account::TrySheetDialog *>();
        QVERIFY(trying && trying->isVisible());
        Q_EMIT trying->newSheetRequested();
        const auto *making = section.findChild<account::MakeSheetDialog *>();
        QVERIFY(making && making->isVisible());
    }

    void thePreferencesHaveTheSectionAboveTheLock()
    {
        support::FakeAccount account;
        account::PreferencesDialog dialog({}, {}, account, m_theme);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(!dialog.recovery());
        dialog.addRecovery(account.recovery(), {}, m_random);
        dialog.show();
        QTRY_VERIFY(dialog.recovery()->isVisible());
        QTRY_VERIFY(dialog.recovery()->y() < dialog.lock()->y());
    }

    // ---- A computer that is new

    void theSheetIsOfferedOnceThereIsOne()
    {
        support::FakeAccount account;
        account.devices().show({ QStringLiteral("123456789"), QStringLiteral("x"), {}, false });
        account::LinkPage page(account, m_theme);
        page.offerSheet(account.recovery());
        page.setVisible(true);
        QVERIFY(!page.sheetButton()->isVisible());
        account.recovery().show(kOffer);
        QVERIFY(page.sheetButton()->isVisible());
        QVERIFY(page.sheetButton()->y() < page.noneLeftButton()->y()); // what costs something comes last
        QSignalSpy asked(&page, &account::LinkPage::sheetRequested);
        page.sheetButton()->click();
        QCOMPARE(asked.size(), 1);
        account.devices().show(
            { QStringLiteral("123456789"), {}, { QStringLiteral("a"), QStringLiteral("b") }, false });
        QVERIFY(!page.sheetButton()->isVisible()); // another computer is at hand after all
    }

    void beginningAnewIsStillAskedWhenASheetAppears()
    {
        support::FakeAccount account;
        account::LinkPage page(account, m_theme);
        page.offerSheet(account.recovery());
        page.setVisible(true);
        page.noneLeftButton()->click();
        const QString asked = page.noneLeftButton()->text();
        account.recovery().show(kOffer);
        QCOMPARE(page.noneLeftButton()->text(), asked);
        QVERIFY(page.sheetButton()->isVisible());
        QCOMPARE(account.devices().begunAnew, 0);
    }

    void thePageSaysWhichWordsItWants_data()
    {
        QTest::addColumn<SheetWords>("kind");
        QTest::addColumn<SheetLanguage>("language");
        QTest::addColumn<QStringList>("says");
        QTest::newRow("24 English") << SheetWords::Sheet24 << SheetLanguage::English
                                    << QStringList { QStringLiteral("24"), QStringLiteral("English") };
        QTest::newRow("24 Spanish") << SheetWords::Sheet24 << SheetLanguage::Spanish
                                    << QStringList { QStringLiteral("24"), QStringLiteral("Spanish") };
        QTest::newRow("six English") << SheetWords::Phrase6 << SheetLanguage::English
                                     << QStringList { QStringLiteral("six"), QStringLiteral("English") };
        QTest::newRow("six Spanish") << SheetWords::Phrase6 << SheetLanguage::Spanish
                                     << QStringList { QStringLiteral("six"), QStringLiteral("Spanish") };
    }

    void thePageSaysWhichWordsItWants()
    {
        QFETCH(SheetWords, kind);
        QFETCH(SheetLanguage, language);
        QFETCH(QStringList, says);
        support::FakeRecoveryDesk desk;
        desk.show(SheetOffer { true, kind, language, 10, {} });
        const account::SheetPage page(account::SheetPage::Task::Recover, desk, m_theme);
        for (const QString &word : says) {
            bool isSaid = false;
            for (const auto *label : page.findChildren<style::PlainLabel *>())
                isSaid |= label->wholeText().contains(word);
            QVERIFY2(isSaid, qPrintable(word));
        }
        QVERIFY(page.tries().isEmpty());
    }

    void theRightWordsLeadOnByThemselves()
    {
        support::FakeRecoveryDesk desk;
        desk.show(kOffer);
        desk.holds = true;
        account::SheetPage page(account::SheetPage::Task::Recover, desk, m_theme);
        page.show();
        QVERIFY(!page.button()->isEnabled());
        page.field()->edit()->setPlainText(QStringLiteral("abandon zoo"));
        page.button()->click();
        QCOMPARE(desk.recovered, QStringList { QStringLiteral("abandon zoo") });
        QVERIFY(page.isBusy() && !page.backButton()->isEnabled());
        QVERIFY(page.findChild<QProgressBar *>()->isVisible());
        desk.release();
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(page.trouble().isEmpty() && page.field()->typed().isEmpty());
        QVERIFY(page.findChild<QProgressBar *>()->isVisible()); // until the account goes on
        QVERIFY(!page.button()->isEnabled());
    }

    void wrongWordsCanBeCorrectedWhileThereAreTries()
    {
        support::FakeRecoveryDesk desk;
        desk.show(kOffer);
        desk.mistake = SheetMistake { SheetMistake::What::NotThisSheet, 0 };
        account::SheetPage page(account::SheetPage::Task::Recover, desk, m_theme);
        page.show();
        page.field()->edit()->setPlainText(QStringLiteral("abandon"));
        page.button()->click();
        QTRY_VERIFY(page.trouble().contains(QStringLiteral("Your messages are still kept")));
        QCOMPARE(page.field()->typed(), QStringLiteral("abandon"));
        SheetOffer offer = kOffer;
        offer.triesLeft = 2;
        desk.show(offer);
        QVERIFY(page.tries().startsWith(QStringLiteral("2 tr")));
        QVERIFY(page.button()->isEnabled());
        offer.triesLeft = 0;
        offer.tryAgain = utcFromMilliseconds(1'900'000'000'000);
        desk.show(offer);
        QVERIFY(page.tries().contains(QStringLiteral("2030")));
        QVERIFY(page.button()->isEnabled()); // that time may have come while the page stood open
        QSignalSpy left(&page, &account::SheetPage::left);
        page.backButton()->click();
        QCOMPARE(left.size(), 1);
    }

    void everyRefusalIsSaid_data()
    {
        QTest::addColumn<Errc>("code");
        for (const Errc code :
            { Errc::Conflict, Errc::RateLimited, Errc::Corrupt, Errc::Unavailable, Errc::Network, Errc::Disk })
            QTest::addRow("%d", int(code)) << code;
    }

    void everyRefusalIsSaid()
    {
        QFETCH(Errc, code);
        support::FakeRecoveryDesk desk;
        desk.show(kOffer);
        desk.failure = code;
        account::SheetPage page(account::SheetPage::Task::Recover, desk, m_theme);
        page.show();
        page.field()->edit()->setPlainText(QStringLiteral("abandon"));
        page.button()->click();
        QTRY_VERIFY(page.trouble().endsWith(u'.'));
        QVERIFY(page.button()->isEnabled());
    }

    // ---- One whose messages do not open any more

    void nothingIsSetAsideBeforeTheSheetWasOffered_data()
    {
        QTest::addColumn<AccountState>("state");
        QTest::newRow("key lost") << AccountState::KeyLost;
        QTest::newRow("passphrase forgotten") << AccountState::NeedsPassphrase;
    }

    void nothingIsSetAsideBeforeTheSheetWasOffered()
    {
        QFETCH(AccountState, state);
        support::FakeAccount account;
        account.recovery().canUnlock = true;
        account::TroublePage page(state, account, m_theme);
        page.offerSheet(account.recovery());
        page.show();
        QVERIFY(page.sheetButton()->isVisible() && page.sheetButton()->isDefault());
        QVERIFY(!page.consent()->isVisible() && !page.setAsideButton()->isVisible());
        for (const auto *label : page.findChildren<style::PlainLabel *>())
            QVERIFY2(!label->isVisible() || !label->wholeText().contains(QStringLiteral("afresh")),
                qPrintable(label->wholeText()));
        QSignalSpy asked(&page, &account::TroublePage::sheetRequested);
        page.sheetButton()->click();
        QCOMPARE(asked.size(), 1);
        page.noSheetButton()->click();
        QVERIFY(page.consent()->isVisible() && page.setAsideButton()->isVisible());
        QVERIFY(!page.setAsideButton()->isEnabled());
        QCOMPARE(account.setAsides(), 0);
    }

    void withoutASheetThePageIsAsItWas()
    {
        support::FakeAccount account;
        account::TroublePage page(AccountState::KeyLost, account, m_theme);
        page.offerSheet(account.recovery());
        page.show();
        QVERIFY(!page.sheetButton()->isVisible() && !page.noSheetButton()->isVisible());
        QVERIFY(page.consent()->isVisible() && page.againButton()->isDefault());
    }

    void noSheetOpensWhatIsDamaged()
    {
        support::FakeAccount account;
        account.recovery().canUnlock = true;
        account::TroublePage page(AccountState::StoreUnreadable, account, m_theme);
        page.offerSheet(account.recovery());
        page.show();
        QVERIFY(!page.sheetButton()->isVisible() && page.consent()->isVisible());
    }

    void theSheetOpensThem()
    {
        support::FakeRecoveryDesk desk;
        account::SheetPage page(account::SheetPage::Task::Unlock, desk, m_theme);
        page.show();
        page.field()->edit()->setPlainText(QStringLiteral("abandon zoo"));
        QCOMPARE(page.field()->counted(), QStringLiteral("2 words"));
        page.button()->click();
        QCOMPARE(desk.unlocked, QStringList { QStringLiteral("abandon zoo") });
        QVERIFY(desk.recovered.isEmpty());
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(page.trouble().isEmpty());
    }

    // ---- All of it, one page after the other

    void aNewComputerGoesToTheSheetAndBack()
    {
        support::FakeAccount account;
        account.recovery().show(kOffer);
        FakeClock clock;
        account::AccountFlow flow(account, clock, {}, m_theme);
        account.enter(AccountState::NeedsLink);
        qobject_cast<account::LinkPage *>(flow.page())->sheetButton()->click();
        QTRY_VERIFY(qobject_cast<account::SheetPage *>(flow.page()));
        qobject_cast<account::SheetPage *>(flow.page())->backButton()->click();
        QTRY_VERIFY(qobject_cast<account::LinkPage *>(flow.page()));
        qobject_cast<account::LinkPage *>(flow.page())->sheetButton()->click();
        QTRY_VERIFY(qobject_cast<account::SheetPage *>(flow.page()));
        auto *page = qobject_cast<account::SheetPage *>(flow.page());
        page->field()->edit()->setPlainText(QStringLiteral("abandon"));
        page->button()->click();
        QCOMPARE(account.recovery().recovered, QStringList { QStringLiteral("abandon") });
        account.enter(AccountState::Ready);
        QVERIFY(flow.isBusy()); // the window opens the session
    }

    void aForgottenPassphraseLeadsToTheSheet()
    {
        support::FakeAccount account;
        account.recovery().canUnlock = true;
        FakeClock clock;
        account::AccountFlow flow(account, clock, {}, m_theme);
        account.enter(AccountState::NeedsPassphrase);
        qobject_cast<account::PassphrasePage *>(flow.page())->forgottenButton()->click();
        QTRY_VERIFY(qobject_cast<account::TroublePage *>(flow.page()));
        qobject_cast<account::TroublePage *>(flow.page())->sheetButton()->click();
        QTRY_VERIFY(qobject_cast<account::SheetPage *>(flow.page()));
        qobject_cast<account::SheetPage *>(flow.page())->backButton()->click();
        QTRY_VERIFY(qobject_cast<account::TroublePage *>(flow.page()));
        QCOMPARE(account.setAsides(), 0);
    }

    void aLostKeyLeadsToTheSheet()
    {
        support::FakeAccount account;
        account.recovery().canUnlock = true;
        FakeClock clock;
        account::AccountFlow flow(account, clock, {}, m_theme);
        account.enter(AccountState::KeyLost);
        qobject_cast<account::TroublePage *>(flow.page())->sheetButton()->click();
        QTRY_VERIFY(qobject_cast<account::SheetPage *>(flow.page()));
        auto *page = qobject_cast<account::SheetPage *>(flow.page());
        page->field()->edit()->setPlainText(QStringLiteral("abandon"));
        page->button()->click();
        QCOMPARE(account.recovery().unlocked, QStringList { QStringLiteral("abandon") });
        account.enter(AccountState::Opening);
        QVERIFY(flow.isBusy());
    }

private:
    style::Theme m_theme;
    SeededRandom m_random { 7 };
};

QTEST_MAIN(tst_RecoveryWays)
#include "tst_recoveryways.moc"
