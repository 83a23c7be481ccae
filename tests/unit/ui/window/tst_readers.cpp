// SPDX-License-Identifier: GPL-3.0-or-later
// Who can read a conversation, as the window says it: in the head, in the details, and by keyboard and screen reader.

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/account/safetycodedialog.h"
#include "ui/models/readerstext.h"
#include "ui/window/dialogs.h"
#include "ui/window/mainwindow.h"
#include "ui/window/readerswords.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QRegularExpression>
#include <QTest>

using namespace pc;
using session::Secrecy;
using Mark = window::TitleBlock::Mark;

class tst_Readers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_theme.setStill(true);
        m_theme.install();
        m_clock.setUtc(support::sampleTime(14, 6));
    }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        session().setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        m_account.setSession(m_school.session.get());
        m_account.enter(session::AccountState::Ready);
        m_window = std::make_unique<window::MainWindow>(
            m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTRY_VERIFY(view().conversations().isLoaded());
    }

    void cleanup() { m_window.reset(); }

    void theHeadFollowsWhatIsKnown()
    {
        view().openConversation(m_school.class3b);
        QTRY_COMPARE(head().mark, Mark::Lock);
        QVERIFY(head().subtitle.endsWith(QStringLiteral("only they can read this")));
        become(Secrecy::Preparing);
        QTRY_COMPARE(head().mark, Mark::Wait);
        QVERIFY(head().subtitle.startsWith(QStringLiteral("Setting up…")));
        become(Secrecy::Broken);
        QTRY_COMPARE(head().mark, Mark::Warning);
        become(Secrecy::Sealed);
        QTRY_COMPARE(head().mark, Mark::Lock);
    }

    void theHeadClaimsNothingWhileNothingIsKnown()
    {
        session().failNext(Errc::Unavailable);
        view().openConversation(m_school.class3b);
        QTRY_COMPARE(view().details()->readersButton()->note(), QString());
        QCOMPARE(head().mark, Mark::None);
        QVERIFY(!head().subtitle.contains(QStringLiteral("only")));
    }

    void theDetailsLeadToThePageAndBack()
    {
        QVERIFY(openPage());
        QCOMPARE(QApplication::focusWidget(), page().tree());
        QTest::keyClick(page().tree(), Qt::Key_Escape);
        QVERIFY(!page().isVisible());
        QVERIFY(details().list()->isVisible());
        QVERIFY(details().readersButton()->hasFocus());
        QTest::keyClick(details().readersButton(), Qt::Key_Escape);
        QVERIFY(!details().isVisible());
    }

    void anotherConversationBeginsWithItsMembers()
    {
        QVERIFY(openPage());
        view().openConversation(m_school.withAda);
        QVERIFY(!page().isVisible());
        QVERIFY(details().list()->isVisible());
    }

    void theRowThatLeadsThereCountsOrWarns()
    {
        view().openConversation(m_school.withAda);
        view().toggleDetails();
        QTRY_COMPARE(details().readersButton()->note(), QStringLiteral("%1 people, %2 computers").arg(2).arg(4));
        session::Readers next = readers();
        next.people[1].devices[0].doubt = session::DeviceDoubt::KeyChanged;
        session().setReaders(m_school.withAda, next);
        QTRY_COMPARE(details().readersButton()->note(), QStringLiteral("Please have a look"));
    }

    void devicesUnfoldByKeyboardAndClick()
    {
        QVERIFY(openPage());
        auto *tree = page().tree();
        const QModelIndex first = tree->model()->index(0, 0);
        tree->setCurrentIndex(first);
        QTest::keyClick(tree, Qt::Key_Return);
        QVERIFY(tree->isExpanded(first));
        QTest::keyClick(tree, Qt::Key_Space);
        QVERIFY(!tree->isExpanded(first));
        QTest::keyClick(tree, Qt::Key_Right);
        QVERIFY(tree->isExpanded(first));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(first).center());
        QVERIFY(!tree->isExpanded(first));
    }

    void aScreenReaderHearsWhoAndHowManyDevices()
    {
        QVERIFY(openPage());
        QAccessibleInterface *tree = QAccessible::queryAccessibleInterface(page().tree());
        QCOMPARE(tree->text(QAccessible::Name), QStringLiteral("People and their computers"));
        const QModelIndex first = page().tree()->model()->index(0, 0);
        QVERIFY(tree->childCount() >= page().tree()->model()->rowCount());
        QCOMPARE(
            first.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Sam Parker (you), %1 computers").arg(2));
        QCOMPARE(tree->child(1)->text(QAccessible::Name), first.data(Qt::AccessibleTextRole).toString());
        for (auto *part : page().findChildren<QWidget *>()) {
            if (part->isVisible() && part->focusPolicy() & Qt::TabFocus)
                QVERIFY2(!QAccessible::queryAccessibleInterface(part)->text(QAccessible::Name).isEmpty(),
                    part->metaObject()->className());
        }
    }

    void theNumbersCanBeCopied()
    {
        QVERIFY(openPage());
        QCOMPARE(page().code(), QStringLiteral("30518 47166 20948 85732 10955 64738"));
        page().copyButton()->click();
        QCOMPARE(QApplication::clipboard()->text(), page().code());
        become(Secrecy::Preparing);
        QTRY_VERIFY(page().code().isEmpty());
        QVERIFY(!page().copyButton()->isVisible());
    }

    void whatIsBrokenCanBeTriedAgain()
    {
        QVERIFY(openPage());
        QVERIFY(!page().againButton()->isVisible());
        become(Secrecy::Broken);
        QTRY_VERIFY(page().againButton()->isVisible());
        page().againButton()->click();
        QCOMPARE(session().repairs(), std::vector<ConversationId> { m_school.class3b });
        QVERIFY(!page().againButton()->isEnabled());
        m_clock.advance(Milliseconds { 5000 });
        QVERIFY(page().againButton()->isEnabled()); // nothing came of it
        page().againButton()->click();
        become(Secrecy::Sealed);
        QTRY_VERIFY(!page().againButton()->isVisible());
    }

    void whatWantsALookIsSaidInPlainWords()
    {
        view().openConversation(m_school.withAda);
        view().toggleDetails();
        details().showReaders();
        QTRY_VERIFY(page().tree()->isVisible());
        session::Readers next = readers();
        next.people[0].devices[1].doubt = session::DeviceDoubt::KeyChanged;
        next.people[1].devices[0].doubt = session::DeviceDoubt::KeyChanged;
        session::ReadingPerson gone = next.people[1];
        gone.person.id = m_school.luis;
        gone.isMember = false;
        next.people.push_back(gone);
        session().setReaders(m_school.withAda, next);
        QTRY_COMPARE(page().warnings().size(), 3);
        QVERIFY(page().warnings()[0].startsWith(QStringLiteral("One of your own computers")));
        QVERIFY(page().warnings()[1].contains(QStringLiteral("Ada Okafor")));
        QVERIFY(page().warnings()[2].startsWith(QStringLiteral("Access of ")));
    }

    void whoIsInDoubtIsSaidWhereOneWritesAndConfirmedByAPerson()
    {
        view().openConversation(m_school.withAda);
        QTRY_COMPARE(head().mark, Mark::Lock);
        QVERIFY(!view().pane()->doubt()->isVisible());
        session::Readers next = readers();
        next.secrecy = Secrecy::InDoubt;
        next.people[1].devices[0].doubt = session::DeviceDoubt::KeyChanged;
        next.people[1].shownKey = "what Ada shows";
        session().setReaders(m_school.withAda, next);
        QTRY_VERIFY(view().pane()->doubt()->isVisible());
        QVERIFY(view().pane()->doubt()->text().contains(QStringLiteral("Ada Okafor")));
        QCOMPARE(head().mark, Mark::Warning);

        QTest::mouseClick(view().pane()->doubt()->action(), Qt::LeftButton);
        QVERIFY(page().isVisible());
        QCOMPARE(page().warnings().size(), 1);
        QPushButton *sure = page().confirmButton(m_school.ada);
        QVERIFY(sure && sure->isVisible());
        QVERIFY(session().confirmed().empty());
        QTest::mouseClick(sure, Qt::LeftButton);
        QCOMPARE(session().confirmed(),
            (std::vector<support::FakeSession::Confirmed> { { m_school.ada, QByteArray("what Ada shows") } }));
        become(Secrecy::Sealed);
        QTRY_VERIFY(!view().pane()->doubt()->isVisible());
        QVERIFY(page().warnings().isEmpty());
    }

    void whoIsCalledOtherwiseIsSaidWhereOneWritesUntilItWasSeen()
    {
        view().openConversation(m_school.withAda);
        QTRY_COMPARE(head().mark, Mark::Lock);
        session::Readers next = readers();
        next.people[1].before = next.people[1].person;
        next.people[1].person.name = QStringLiteral("Head of school");
        session().setReaders(m_school.withAda, next);
        window::NoticeCard *notice = view().pane()->doubt();
        QTRY_VERIFY(notice->isVisible());
        QVERIFY(notice->text().contains(QStringLiteral("Ada Okafor")));
        QVERIFY(notice->text().contains(QStringLiteral("Head of school")));
        QCOMPARE(head().mark, Mark::Lock); // nothing waits for it
        QTest::mouseClick(notice->action(), Qt::LeftButton);
        QTRY_VERIFY(!notice->isVisible());
    }

    void anotherRoleAndSeveralPeopleAreSaidToo()
    {
        view().openConversation(m_school.withAda);
        session::Readers next = readers();
        session::ReadingPerson &ada = next.people[1];
        ada.before = ada.person;
        ada.person.role = people::Role::Administrator;
        QVERIFY(window::renamedSentence(next, {}).contains(QStringLiteral("is now shown as administrator")));
        ada.person.name = QStringLiteral("Head of school");
        QVERIFY(window::renamedSentence(next, {}).contains(QStringLiteral("and shown as administrator")));
        next.people.push_back(ada);
        QVERIFY(window::renamedSentence(next, {}).startsWith(QStringLiteral("%1 people").arg(2)));
        QVERIFY(window::renamedSentence(next, ada.person.id).isEmpty());
    }

    void whichOfficeConfirmedIsToldByItsNumber()
    {
        QVERIFY(openPage());
        QVERIFY(page().officeSentence().isEmpty());
        session::Readers next = readers();
        next.people[1].isConfirmedByOffice = true;
        next.officeCode = QStringLiteral("305184716620948857321095564738");
        session().setReaders(*view().conversation(), next);
        QTRY_VERIFY(page().officeSentence().contains(ui::groupedCode(next.officeCode)));
    }

    void whoIsConfirmedByTheSchoolIsSaidInTheirRow()
    {
        view().openConversation(m_school.withAda);
        session::Readers next = readers();
        next.people[1].isConfirmedByOffice = true;
        session().setReaders(m_school.withAda, next);
        view().showReaders();
        QTRY_VERIFY(page().tree()->isVisible());
        const auto noteOf = [&](int row) {
            return page().tree()->model()->index(row, 0).data(ui::ReadersModel::NoteRole).toString();
        };
        QVERIFY(noteOf(1).contains(QStringLiteral("confirmed by the school")));
        QVERIFY(!noteOf(0).contains(QStringLiteral("confirmed")));
    }

    void twoPeopleCompareNumbersFromHere()
    {
        view().openConversation(m_school.withAda);
        view().showReaders();
        QTRY_VERIFY(page().checkButton()->isVisible());
        QVERIFY(page().checkButton()->text().contains(QStringLiteral("Ada Okafor")));
        page().checkButton()->click();
        account::SafetyCodeDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = view().findChild<account::SafetyCodeDialog *>()));
        QVERIFY(!dialog->digits().isEmpty());
        dialog->sameButton()->click();
        QTRY_COMPARE(session().confirmed().size(), size_t(1));
        QCOMPARE(session().confirmed().front().user, m_school.ada);
        QVERIFY(!view().findChild<window::ConfirmDialog *>()); // no administrator
        QVERIFY(session().schoolWords().empty());
    }

    void anAdministratorConfirmsWhatTheySeeAndAppointsInAQuestionOfItsOwn()
    {
        session::Self self = view().self();
        self.person.role = people::Role::Administrator;
        session().setSelf(self);
        QTRY_COMPARE(view().self().person.role, people::Role::Administrator);
        const auto asked = [this](const QString &question) -> QDialog * {
            for (auto *one : view().findChildren<window::ConfirmDialog *>()) {
                if (one->isVisible() && one->windowTitle().contains(question))
                    return one;
            }
            return nullptr;
        };
        view().openConversation(m_school.withAda);
        view().showReaders();
        QTRY_VERIFY(page().checkButton()->isVisible());
        page().checkButton()->click();
        account::SafetyCodeDialog *numbers = nullptr;
        QTRY_VERIFY((numbers = view().findChild<account::SafetyCodeDialog *>()));
        numbers->sameButton()->click();
        QTRY_VERIFY(asked(QStringLiteral("for the whole school")));
        asked(QStringLiteral("for the whole school"))->accept();
        QTRY_COMPARE(session().schoolWords().size(), size_t(1));
        const session::SchoolWord &word = session().schoolWords().front();
        QCOMPARE(word.person.id, m_school.ada);
        QCOMPARE(word.person.name, QStringLiteral("Ada Okafor"));
        QCOMPARE(word.person.role, people::Role::Staff);
        QVERIFY(!word.speaksForSchool && !word.shown.isEmpty());
        const auto later = session().self(); // what followed the word would have come before it
        QTRY_VERIFY(later.isFinished());
        QVERIFY(!asked(QStringLiteral("too?"))); // she runs nothing
    }

    void inAClassOneIsChosenFirst()
    {
        QVERIFY(openPage());
        QVERIFY(!page().checkButton()->isVisible());
        auto *tree = page().tree();
        tree->setCurrentIndex(tree->model()->index(0, 0)); // oneself
        QVERIFY(!page().checkButton()->isVisible());
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QVERIFY(page().checkButton()->isVisible());
    }

    void whatNobodyCanConfirmHasNoButton()
    {
        view().openConversation(m_school.withAda);
        view().toggleDetails();
        details().showReaders();
        QTRY_VERIFY(page().tree()->isVisible());
        session::Readers next = readers();
        next.secrecy = Secrecy::InDoubt;
        next.people[1].devices[0].doubt = session::DeviceDoubt::NotListed;
        session().setReaders(m_school.withAda, next);
        QTRY_COMPARE(page().warnings().size(), 1);
        QVERIFY(!page().confirmButton(m_school.ada));
    }

    void nobodyReadsJargon()
    {
        static const QRegularExpression jargon(QStringLiteral("\\b(mls|epoch|keys?|leaf|cipher|encrypt\\w*)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        QVERIFY(openPage());
        for (const Secrecy secrecy : { Secrecy::Preparing, Secrecy::InDoubt, Secrecy::Broken, Secrecy::Sealed }) {
            become(secrecy);
            QTRY_COMPARE(view().pane()->header()->title()->words().mark,
                secrecy == Secrecy::Sealed          ? Mark::Lock
                    : secrecy == Secrecy::Preparing ? Mark::Wait
                                                    : Mark::Warning);
            QStringList said { head().subtitle, details().readersButton()->note() };
            for (const auto *label : details().findChildren<style::PlainLabel *>())
                said << label->wholeText();
            for (const QString &text : said)
                QVERIFY2(!text.contains(jargon), qPrintable(text));
        }
    }

private:
    support::FakeSession &session() { return *m_school.session; }
    window::SessionView &view() { return *m_window->sessionView(); }
    window::Details &details() { return *view().details(); }
    window::ReadersView &page() { return *details().readers(); }
    const window::TitleBlock::Words &head() { return view().pane()->header()->title()->words(); }

    session::Readers readers()
    {
        return support::sampleReaders(session().summary(*view().conversation()).conversation, m_school.me);
    }

    void become(Secrecy secrecy)
    {
        session::Readers next = readers();
        next.secrecy = secrecy;
        if (secrecy != Secrecy::Sealed)
            next.code.clear();
        session().setReaders(*view().conversation(), next);
    }

    bool openPage()
    {
        view().openConversation(m_school.class3b);
        view().toggleDetails();
        if (!QTest::qWaitFor([this] { return head().mark == Mark::Lock; }))
            return false;
        QTest::mouseClick(details().readersButton(), Qt::LeftButton);
        return page().isVisible();
    }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    support::FakeAccount m_account;
    std::unique_ptr<window::MainWindow> m_window;
};

QTEST_MAIN(tst_Readers)
#include "tst_readers.moc"
