// SPDX-License-Identifier: GPL-3.0-or-later
// The app lock as the window knows it: turned on, changed and off in the preferences, and used from anywhere.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/account/lockdialog.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/signinpage.h"
#include "ui/account/troublepage.h"
#include "ui/window/mainwindow.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using account::LockDialog;
using session::AccountState;

namespace {

const QString kOld = QStringLiteral("the old passphrase");
const QString kNew = QStringLiteral("a new passphrase");

} // namespace

class tst_Lock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.setStill(true);
        m_theme.install();
    }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        m_account = std::make_unique<support::FakeAccount>();
        m_account->setSession(m_school.session.get());
        m_account->enter(AccountState::Ready);
    }

    void cleanup() { m_window.reset(); }

    void aLockNeedsThePassphraseTwiceAndLongEnough()
    {
        QPointer<LockDialog> dialog = open(LockDialog::Task::TurnOn);
        QVERIFY(dialog->current()->isHidden());
        QVERIFY(!dialog->button()->isEnabled());
        dialog->fresh()->setText(QStringLiteral("short"));
        dialog->repeat()->setText(QStringLiteral("short"));
        QVERIFY(!dialog->button()->isEnabled());
        dialog->fresh()->setText(kNew);
        dialog->repeat()->setText(kOld);
        QVERIFY(!dialog->button()->isEnabled());
        QCOMPARE(dialog->trouble(), QStringLiteral("The two are not the same yet."));
        dialog->repeat()->setText(kNew);
        QVERIFY(dialog->trouble().isEmpty());
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        QVERIFY(m_account->hasLock());
        QCOMPARE(m_account->passphrase(), kNew);
    }

    void turningItOnSaysThatAForgottenOneIsLost()
    {
        QPointer<LockDialog> dialog = open(LockDialog::Task::TurnOn);
        QVERIFY(said(*dialog).contains(QStringLiteral("Nobody can recover a forgotten passphrase")));
        dialog->reject();
        QVERIFY(!m_account->hasLock());
    }

    void turningItOffAsksForThePassphrase()
    {
        m_account->setHasLock(true);
        m_account->answerWith(Errc::Locked);
        QPointer<LockDialog> dialog = open(LockDialog::Task::TurnOff);
        QVERIFY(!dialog->button()->isEnabled());
        dialog->current()->setText(kNew);
        dialog->button()->click();
        QTRY_COMPARE(dialog->trouble(), QStringLiteral("This is not the passphrase. Nothing was changed."));
        QVERIFY(m_account->hasLock());
        m_account->answerWith({});
        dialog->current()->setText(kOld);
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
        QVERIFY(!m_account->hasLock());
    }

    void changingItIsOneStep()
    {
        m_account->setHasLock(true);
        QPointer<LockDialog> dialog = open(LockDialog::Task::Change);
        fillIn(*dialog);
        dialog->button()->click();
        dialog->reject();
        QVERIFY(dialog->isVisible()); // not before it is known how it stands
        QCOMPARE(m_account->oldPassphrase(), kOld);
        QCOMPARE(m_account->passphrase(), kNew);
        QTRY_VERIFY(!dialog);
        QVERIFY(m_account->hasLock());
    }

    void aChangeWithAWrongPassphraseLeavesTheOldOneAndSaysSo()
    {
        m_account->setHasLock(true);
        m_account->answerWith(Errc::Locked);
        QPointer<LockDialog> dialog = open(LockDialog::Task::Change);
        fillIn(*dialog);
        dialog->button()->click();
        QTRY_COMPARE(dialog->trouble(), QStringLiteral("This is not the passphrase. Nothing was changed."));
        QVERIFY(m_account->hasLock());
        QVERIFY(dialog->current()->text().isEmpty());
        m_account->answerWith({});
        dialog->current()->setText(kOld);
        dialog->button()->click();
        QTRY_VERIFY(!dialog);
    }

    void aForgottenPassphraseHasAWayOnThatIsAgreedToFirst()
    {
        showWindow();
        m_account->setHasLock(true);
        Q_EMIT m_window->sessionView()->lockRequested();
        QTRY_VERIFY(!m_window->sessionView());
        auto *page = qobject_cast<account::PassphrasePage *>(m_window->accountFlow()->page());
        QVERIFY(page);
        page->forgottenButton()->click();
        QTRY_VERIFY(forgotten());
        QVERIFY(said(*forgotten()).contains(QStringLiteral("cannot be read on this computer any more")));
        QVERIFY(said(*forgotten()).contains(QStringLiteral("not deleted")));
        QVERIFY(!forgotten()->setAsideButton()->isEnabled());
        QCOMPARE(m_account->setAsides(), 0);
        forgotten()->consent()->setChecked(true);
        forgotten()->setAsideButton()->click();
        QCOMPARE(m_account->setAsides(), 1);
        m_account->enter(AccountState::NeedsSignIn);
        QTRY_VERIFY(qobject_cast<account::SignInPage *>(m_window->accountFlow()->page()));
    }

    void whoRemembersItAfterAllGoesBack()
    {
        m_account->enter(AccountState::NeedsPassphrase);
        account::AccountFlow flow(*m_account, m_clock, {}, m_theme);
        qobject_cast<account::PassphrasePage *>(flow.page())->forgottenButton()->click();
        QTRY_VERIFY(qobject_cast<account::TroublePage *>(flow.page()));
        qobject_cast<account::TroublePage *>(flow.page())->againButton()->click();
        QCOMPARE(m_account->opened(), 1);
        m_account->enter(AccountState::NeedsPassphrase);
        QVERIFY(qobject_cast<account::PassphrasePage *>(flow.page()));
        QCOMPARE(m_account->setAsides(), 0);
    }

    void preferencesOfferWhatFits()
    {
        showWindow();
        auto *preferences = openPreferences();
        QVERIFY(preferences->lock()->turnOnButton()->isVisible());
        QVERIFY(!preferences->lock()->lockButton()->isVisible());
        preferences->lock()->turnOnButton()->click();
        auto *dialog = preferences->findChild<LockDialog *>();
        dialog->fresh()->setText(kNew);
        dialog->repeat()->setText(kNew);
        dialog->button()->click();
        QTRY_VERIFY(preferences->lock()->changeButton()->isVisible());
        QVERIFY(!preferences->lock()->turnOnButton()->isVisible());
    }

    void lockingLetsTheSessionGoBeforeItIsAskedFor()
    {
        m_account->setHasLock(true);
        showWindow();
        openPreferences()->lock()->turnOffButton()->click();
        QPointer<window::SessionView> view = m_window->sessionView();
        bool wasGone = false;
        m_account->whenLocked([&] { wasGone = !view; });
        Q_EMIT view->lockRequested();
        QTRY_COMPARE(m_account->locks(), 1);
        QVERIFY(wasGone);
        QVERIFY(qobject_cast<account::PassphrasePage *>(m_window->accountFlow()->page()));
        QTRY_VERIFY(m_window->findChildren<QDialog *>().isEmpty());
    }

    void unlockingGoesOnWithWhatWasOpen()
    {
        m_account->setHasLock(true);
        showWindow();
        m_window->sessionView()->openConversation(m_school.withAda);
        Q_EMIT m_window->sessionView()->lockRequested();
        QTRY_VERIFY(!m_window->sessionView());
        auto *page = qobject_cast<account::PassphrasePage *>(m_window->accountFlow()->page());
        page->field()->setText(kOld);
        page->button()->click();
        QCOMPARE(m_account->passphrase(), kOld);
        m_account->enter(AccountState::Ready);
        QTRY_VERIFY(m_window->sessionView() && m_window->sessionView()->conversation() == m_school.withAda);
    }

    void aWrongPassphraseIsCalledThat()
    {
        m_account->answerWith(Errc::Locked);
        account::PassphrasePage page(account::PassphrasePage::Task::Unlock, *m_account, m_theme);
        page.field()->setText(kNew);
        page.button()->click();
        QTRY_COMPARE(page.trouble(), QStringLiteral("This passphrase does not open your messages. Please try again."));
    }

    void withoutALockLockingOffersOne()
    {
        showWindow();
        Q_EMIT m_window->sessionView()->lockRequested();
        QTRY_VERIFY(m_window->findChild<LockDialog *>());
        QVERIFY(m_window->sessionView());
        QCOMPARE(m_account->locks(), 0);
    }

    void whatCouldNotBeLockedComesBackAndSaysSo()
    {
        m_account->setHasLock(true);
        showWindow();
        m_window->sessionView()->openConversation(m_school.withAda);
        m_account->answerWith(Errc::Conflict);
        Q_EMIT m_window->sessionView()->lockRequested();
        QTRY_COMPARE(m_account->locks(), 1);
        QTRY_VERIFY(m_window->sessionView() && m_window->sessionView()->conversation() == m_school.withAda);
        const auto dialogs = m_window->findChildren<QDialog *>();
        QVERIFY(std::ranges::any_of(dialogs, [](const QDialog *dialog) {
            return dialog->windowTitle() == QStringLiteral("ParentConnect is not locked");
        }));
    }

private:
    account::TroublePage *forgotten() const
    {
        return qobject_cast<account::TroublePage *>(m_window->accountFlow()->page());
    }

    LockDialog *open(LockDialog::Task task)
    {
        auto *dialog = new LockDialog(task, *m_account, m_theme);
        dialog->show();
        return dialog;
    }

    static void fillIn(const LockDialog &dialog)
    {
        dialog.current()->setText(kOld);
        dialog.fresh()->setText(kNew);
        dialog.repeat()->setText(kNew);
    }

    static QString said(const QWidget &widget)
    {
        QStringList texts;
        for (const auto *label : widget.findChildren<style::PlainLabel *>()) {
            if (!label->isHidden())
                texts << label->wholeText();
        }
        return texts.join(u'\n');
    }

    void showWindow()
    {
        m_window = std::make_unique<window::MainWindow>(
            *m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(1280, 800);
        m_window->show();
        QTRY_VERIFY(m_window->sessionView()->conversations().isLoaded());
    }

    account::PreferencesDialog *openPreferences()
    {
        Q_EMIT m_window->sessionView()->preferencesRequested();
        return m_window->findChild<account::PreferencesDialog *>();
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    std::unique_ptr<support::FakeAccount> m_account;
    std::unique_ptr<window::MainWindow> m_window;
};

QTEST_MAIN(tst_Lock)
#include "tst_lock.moc"
