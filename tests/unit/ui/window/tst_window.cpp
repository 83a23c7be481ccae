// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "tests/support/fakeaccount/fakeaccount.h"
#include "tests/support/fakesession/sampleschool.h"
#include "ui/window/dialogs.h"
#include "ui/window/mainwindow.h"
#include "ui/words/errors.h"
#include "ui/words/status.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

using namespace pc;
using session::AccountState;

class tst_Window : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme.setStill(true);
        m_theme.install();
        m_clock.setUtc(support::sampleTime(14, 6));
    }

    void init()
    {
        m_school = support::sampleSchool(m_clock);
        session().setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        m_account = std::make_unique<support::FakeAccount>();
        m_account->setSession(m_school.session.get());
        m_account->enter(AccountState::Ready);
        openWindow();
    }

    void cleanup() { m_window.reset(); }

    void narrowWindowsShowOnePaneAtATime()
    {
        view().openConversation(m_school.class3b);
        QVERIFY(view().sidebar()->isVisible());
        QVERIFY(view().pane()->isVisible());
        m_window->resize(719, 800);
        QVERIFY(!view().sidebar()->isVisible());
        QVERIFY(view().pane()->isVisible());
        view().toggleDetails();
        QVERIFY(view().details()->isVisible());
        QVERIFY(!view().pane()->isVisible());
        view().goBack();
        QVERIFY(view().pane()->isVisible());
        view().goBack();
        QVERIFY(view().sidebar()->isVisible());
        QVERIFY(!view().pane()->isVisible());
        m_window->resize(720, 800);
        QVERIFY(view().pane()->isVisible());
    }

    void everyKeyOfTheSheetIsThere_data()
    {
        QTest::addColumn<QKeySequence>("key");
        for (const char *key : { "Ctrl+K", "Ctrl+N", "Alt+Down", "Alt+Up", "Alt+Shift+Down", "Alt+Shift+Up", "F6",
                 "Ctrl+I", "Ctrl+,", "Ctrl+L", "Ctrl+/", "Ctrl+Q" })
            QTest::newRow(key) << QKeySequence(QString::fromLatin1(key));
    }

    void everyKeyOfTheSheetIsThere()
    {
        QFETCH(QKeySequence, key);
        const auto actions = m_window->actions() + view().actions();
        QVERIFY(std::any_of(actions.cbegin(), actions.cend(),
            [&](const QAction *action) { return action->shortcut() == key && !action->text().isEmpty(); }));
    }

    void stripTellsWhatTheConnectionDoes()
    {
        view().openConversation(m_school.class3b);
        auto *strip = view().pane()->strip();
        QVERIFY(strip->isHidden());
        session().setLinkStatus({ session::LinkState::Connecting, 0, 0, {} });
        QVERIFY(strip->isHidden());
        m_clock.advance(Milliseconds { 400 });
        QVERIFY(!strip->isHidden());
        session().setLinkStatus({ session::LinkState::Offline, 0, 2, Errc::Network });
        QVERIFY(strip->sentence().startsWith(QStringLiteral("No connection.")));
        session().setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        QVERIFY(strip->isHidden());
    }

    void stripTellsOfAWrongClockUntilItIsRight()
    {
        view().openConversation(m_school.class3b);
        auto *strip = view().pane()->strip();
        session().setLinkStatus({ session::LinkState::UpToDate, 0, 0, {}, session::OwnClock::Slow });
        QVERIFY(!strip->isHidden());
        QVERIFY(strip->sentence().startsWith(QStringLiteral("This computer's clock is slow.")));
        session().setLinkStatus({ session::LinkState::UpToDate, 0, 0, {} });
        QVERIFY(strip->isHidden());
    }

    void anOlderCopyOfTheStoreIsToldOnce()
    {
        const auto told = [this] {
            const auto dialogs = m_window->findChildren<window::ConfirmDialog *>();
            return std::ranges::count(
                dialogs, QStringLiteral("Your saved messages were an older copy"), &QDialog::windowTitle);
        };
        session().setStoreState({ {}, true });
        session().setStoreState({ Errc::DiskFull, true });
        QCOMPARE(told(), 1);
        openWindow(); // of a session that found it before
        QCOMPARE(told(), 1);
    }

    void whatTheDiskRefusesIsToldAsLongAsItDoes()
    {
        view().openConversation(m_school.class3b);
        auto *strip = view().pane()->strip();
        session().setStoreState({ Errc::DiskFull, false });
        QVERIFY(!strip->isHidden());
        QCOMPARE(strip->sentence(), words::errorSentence(Errc::DiskFull));
        session().setStoreState({});
        QVERIFY(strip->isHidden());
        session().setStoreState({ Errc::DiskFull, false });
        openWindow(); // while it does
        view().openConversation(m_school.class3b);
        QCOMPARE(view().pane()->strip()->sentence(), words::errorSentence(Errc::DiskFull));
    }

    void markupIsTextEverywhere()
    {
        const QString payload = QStringLiteral("<img src=x><b>Ada</b>");
        chat::Conversation conversation;
        conversation.id = ConversationId { Uuid { { 7, 7 } } };
        conversation.kind = chat::ConversationKind::Group;
        conversation.title = payload;
        people::Person person { UserId { Uuid { { 6, 6 } } }, {}, payload, people::Role::Guardian, payload };
        conversation.members = { { person, chat::MemberRole::Member } };
        session().addConversation(conversation);
        session().receive(conversation.id, person.id, payload);
        QTRY_VERIFY(view().conversations().rowOf(conversation.id) >= 0);
        view().openConversation(conversation.id);
        view().toggleDetails();
        QCOMPARE(view().pane()->header()->title()->words().title, payload);
        for (const auto *label : m_window->findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QVERIFY(!window::notificationText(payload).contains(QStringLiteral("<i")));
        QVERIFY(!window::notificationText(payload).contains(QStringLiteral("<b")));
    }

    void burstBecomesOneNotice()
    {
        window::Notices notices(session(), view().conversations(), m_clock);
        QSignalSpy due(&notices, &window::Notices::noticeDue);
        session().receive(m_school.withAda, m_school.ada, QStringLiteral("one"));
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 1);
        QCOMPARE(due[0][0].toString(), QStringLiteral("Ada Okafor"));
        QCOMPARE(due[0][1].toString(), QStringLiteral("one"));
        for (int i = 0; i < 200; ++i)
            session().receive(i % 2 ? m_school.withAda : m_school.football, m_school.luis, QStringLiteral("x"));
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 2);
        QVERIFY(due[1][1].toString().contains(QStringLiteral("200")));
    }

    void mutedWatchedAndQuietSayNothing()
    {
        window::Notices notices(session(), view().conversations(), m_clock);
        QSignalSpy due(&notices, &window::Notices::noticeDue);
        session().receive(m_school.class1a, m_school.ada, QStringLiteral("muted"));
        notices.setWatched(m_school.withAda);
        session().receive(m_school.withAda, m_school.ada, QStringLiteral("seen"));
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 0);
        notices.setHidesText(true);
        session().receive(m_school.withLuis, m_school.luis, QStringLiteral("secret"));
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 1);
        QVERIFY(!due[0][1].toString().contains(QStringLiteral("secret")));
        notices.setQuiet(true);
        session().receive(m_school.withLuis, m_school.luis, QStringLiteral("late"));
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 1);
    }

    void aMessageThatOpensAMomentLaterIsTold()
    {
        window::Notices notices(session(), view().conversations(), m_clock);
        QSignalSpy due(&notices, &window::Notices::noticeDue);
        chat::Message message = session().receiveContent(
            m_school.withAda, m_school.ada, { .kind = chat::ContentKind::Unreadable, .text = {} });
        message.content = { .text = QStringLiteral("here I am") };
        session().change(message);
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), 1);
        QCOMPARE(due[0][1].toString(), QStringLiteral("here I am"));
    }

    void whatCannotBeReadIsAnnouncedOnlyWhereItIsNews_data()
    {
        using chat::Missing;
        QTest::addColumn<Missing>("missing");
        QTest::addColumn<QString>("text");
        QTest::newRow("on its way") << Missing::NotYet << QStringLiteral("%1 new messages");
        QTest::newRow("before this device") << Missing::BeforeThisDevice << QString();
        QTest::newRow("without this device") << Missing::WithoutThisDevice << QString();
        QTest::newRow("damaged") << Missing::Damaged << QStringLiteral("Luis Martínez: This message is damaged");
        QTest::newRow("refused") << Missing::Refused
                                 << QStringLiteral("Not shown: this message may not be from its sender");
    }

    void whatCannotBeReadIsAnnouncedOnlyWhereItIsNews()
    {
        QFETCH(chat::Missing, missing);
        QFETCH(QString, text);
        window::Notices notices(session(), view().conversations(), m_clock);
        QSignalSpy due(&notices, &window::Notices::noticeDue);
        session().receiveContent(m_school.football, m_school.luis,
            { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = missing });
        m_clock.advance(Milliseconds { 800 });
        QCOMPARE(due.count(), text.isEmpty() ? 0 : 1);
        if (text.isEmpty())
            return;
        QString told = due[0][1].toString();
        told.remove(QChar(0x2068)).remove(QChar(0x2069));
        QCOMPARE(told, text.contains(u'%') ? text.arg(1) : text);
    }

    void closingQuitsWhereThereIsNoTray()
    {
        QSignalSpy quit(m_window.get(), &window::MainWindow::quitRequested);
        QSignalSpy saved(m_window.get(), &window::MainWindow::preferencesChanged);
        m_window->close();
        QCOMPARE(quit.count(), 1);
        QCOMPARE(saved.count(), 1);
        QVERIFY(!m_window->preferences().geometry.isEmpty());
    }

    void signedOutLeadsBackToTheForm()
    {
        m_account->enter(AccountState::NeedsSignIn, { Errc::Unauthenticated, {} });
        QVERIFY(!m_window->sessionView());
        QVERIFY(m_window->accountFlow()->page());
        QVERIFY(m_window->accountFlow()->page()->trouble().contains(QStringLiteral("signed out")));
    }

    void aSignInThatEndsWhileTheWindowOpensLeadsToTheForm()
    {
        for (int looks = 0; looks <= 1; ++looks) {
            m_window.reset();
            m_account->enter(AccountState::Opening);
            m_account->endSessionAfter(looks);
            m_window = std::make_unique<window::MainWindow>(
                *m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
            m_window->show();
            m_account->enter(AccountState::Ready);
            QCOMPARE(m_window->sessionView() != nullptr, looks > 0);
            m_window->rebuild();
            m_account->enter(AccountState::NeedsSignIn, { Errc::Unauthenticated, {} });
            QVERIFY(!m_window->sessionView());
            QVERIFY(m_window->accountFlow()->page()->trouble().contains(QStringLiteral("signed out")));
        }
    }

    void detailsShowMembersAndOfferOnlyWhatIsAllowed()
    {
        view().openConversation(m_school.class3b);
        view().toggleDetails();
        QVERIFY(view().details()->members().rowCount() > 20);
        for (const auto *button : view().details()->findChildren<QPushButton *>())
            QVERIFY(!button->isVisible());
    }

    void escapeGoesBackOneStepAtATime()
    {
        m_window->resize(500, 800);
        view().openConversation(m_school.class3b);
        view().toggleDetails();
        QTest::keyClick(view().details()->list(), Qt::Key_Escape);
        QVERIFY(view().pane()->isVisible());
        QTest::keyClick(view().pane()->composer()->field(), Qt::Key_Escape);
        QVERIFY(view().sidebar()->isVisible());
        view().sidebar()->search()->setText(QStringLiteral("ada"));
        QTest::keyClick(view().sidebar()->search(), Qt::Key_Escape);
        QVERIFY(view().sidebar()->search()->text().isEmpty());
    }

    void lastConversationOpensAgainWhereThereIsRoom_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("opens");
        QTest::newRow("wide") << 1280 << true;
        QTest::newRow("narrow") << 400 << false;
    }

    void lastConversationOpensAgainWhereThereIsRoom()
    {
        QFETCH(int, width);
        QFETCH(bool, opens);
        view().openConversation(m_school.withAda);
        const account::Preferences remembered = m_window->preferences();
        QVERIFY(!remembered.lastConversation.isEmpty());
        m_window
            = std::make_unique<window::MainWindow>(*m_account, m_clock, m_theme, remembered, window::WindowOptions {});
        m_window->resize(width, 700);
        m_window->show();
        QTRY_VERIFY(view().conversations().isLoaded());
        QCOMPARE(view().conversation().has_value(), opens);
        if (opens)
            QCOMPARE(*view().conversation(), m_school.withAda);
    }

    void aConversationThatIsGoneIsNotOpenedAgain()
    {
        account::Preferences remembered;
        remembered.lastConversation = QStringLiteral("00000000-0000-4000-8000-000000000000");
        m_window
            = std::make_unique<window::MainWindow>(*m_account, m_clock, m_theme, remembered, window::WindowOptions {});
        m_window->show();
        QTRY_VERIFY(view().conversations().isLoaded());
        QVERIFY(!view().conversation());
    }

    void skinToneIsRemembered()
    {
        QSignalSpy saved(m_window.get(), &window::MainWindow::preferencesChanged);
        Q_EMIT view().pane()->composer()->skinToneChosen(3);
        QCOMPARE(saved.count(), 1);
        QCOMPARE(m_window->preferences().skinTone, 3);
    }

    void senderWhoLeftIsNamedAsSuch()
    {
        view().openConversation(m_school.class3b);
        ui::TimelineModel *model = view().pane()->timeline()->model();
        QTRY_VERIFY(model->isLoaded());
        session().receive(m_school.class3b, m_school.luis, QStringLiteral("goodbye"));
        const int row = model->rowCount() - 1;
        const auto sender = [&] { return model->index(row).data(ui::TimelineModel::SenderRole).toString(); };
        const QString name = sender();
        chat::Conversation conversation = session().summary(m_school.class3b).conversation;
        const people::Person luis = *ui::memberOf(conversation, m_school.luis);
        std::erase_if(conversation.members, [&](const chat::Member &m) { return m.person.id == luis.id; });
        conversation.former.push_back(luis);
        session().change(conversation);
        QCOMPARE(sender(), name + QStringLiteral(" (former member)"));
        QVERIFY(model->accessibleText(row).startsWith(sender()));
    }

    void rebuildKeepsWhatIsOpen()
    {
        view().openConversation(m_school.withAda);
        m_window->rebuild();
        QTRY_VERIFY(view().conversation() == m_school.withAda);
    }

private:
    void openWindow()
    {
        m_window = std::make_unique<window::MainWindow>(
            *m_account, m_clock, m_theme, account::Preferences {}, window::WindowOptions {});
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTRY_VERIFY(view().conversations().isLoaded());
    }

    support::FakeSession &session() { return *m_school.session; }
    window::SessionView &view() { return *m_window->sessionView(); }

    FakeClock m_clock;
    style::Theme m_theme;
    support::SampleSchool m_school;
    std::unique_ptr<support::FakeAccount> m_account;
    std::unique_ptr<window::MainWindow> m_window;
};

QTEST_MAIN(tst_Window)
#include "tst_window.moc"
