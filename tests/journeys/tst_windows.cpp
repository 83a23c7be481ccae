// SPDX-License-Identifier: GPL-3.0-or-later
// Two people at two windows, with real accounts, engines and links, and a real relay between them: what they type, and
// what they see. Pictures of each step stay in screens/ of the build folder.

#include "core/link/networkwatch.h"
#include "core/session/localaccount.h"
#include "tests/support/relay/testrelay.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/signinpage.h"
#include "ui/compose/composer.h"
#include "ui/compose/textfield.h"
#include "ui/models/timelinemodel.h"
#include "ui/timeline/timelineview.h"
#include "ui/window/conversationpane.h"
#include "ui/window/mainwindow.h"
#include "ui/window/strip.h"

#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <QTranslator>

using namespace pc;
using namespace pc::test;

namespace {

constexpr int kPatience = 30'000;

/// One person's computer: profile, session thread, window. Made anew, it is the same computer after a restart.
class Computer
{
public:
    Computer(const QString &profile, const QUrl &relay, style::Theme &theme)
        : m_preferences(makePreferences())
    {
        session::AccountOptions options;
        options.folder = profile;
        options.clientVersion = QStringLiteral("test");
        options.vault.preference = session::VaultPreference::Passphrase;
        m_account = std::make_unique<session::LocalAccount>(options, m_clock, m_random);
        m_account->moveToThread(&m_thread);
        m_window = std::make_unique<window::MainWindow>(
            *m_account, m_clock, theme, m_preferences, window::WindowOptions { relay, {} });
        m_window->resize(1100, 720);
        m_thread.start();
        m_window->show();
        m_account->open();
    }

    ~Computer()
    {
        m_window.reset();
        session::Account *account = m_account.release();
        QMetaObject::invokeMethod(
            account, [account] { delete account; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    Computer(const Computer &) = delete;
    Computer &operator=(const Computer &) = delete;

    window::MainWindow &window() { return *m_window; }
    window::SessionView *view() { return m_window->sessionView(); }
    compose::Composer &composer() { return *view()->pane()->composer(); }

    /// The page of the first start that is of this kind, once it is there.
    template<typename Page>
    Page *page()
    {
        const auto shown = [this] {
            return m_window->accountFlow() ? qobject_cast<Page *>(m_window->accountFlow()->page()) : nullptr;
        };
        return QTest::qWaitFor([&] { return shown() != nullptr; }, kPatience) ? shown() : nullptr;
    }

    bool isSignedIn()
    {
        return QTest::qWaitFor([this] { return view() != nullptr; }, kPatience);
    }

    bool openFirstConversation()
    {
        QListView *list = view()->sidebar()->list();
        if (!QTest::qWaitFor([list] { return list->model()->rowCount() > 0; }, kPatience))
            return false;
        const QRect row = list->visualRect(list->model()->index(0, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        return QTest::qWaitFor([this] { return view()->conversation().has_value(); }, kPatience);
    }

    void type(const QString &text) { QTest::keyClicks(composer().field(), text); }
    void pressEnter() { QTest::keyClick(composer().field(), Qt::Key_Return); }

    /// What the timeline shows of a text: its state, or nothing when it is not there.
    std::optional<chat::DeliveryState> shown(const QString &text)
    {
        ui::TimelineModel *model = view()->pane()->timeline()->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            if (index.data(ui::TimelineModel::TextRole).toString() == text)
                return index.data(ui::TimelineModel::StateRole).value<chat::DeliveryState>();
        }
        return std::nullopt;
    }

    bool sees(const QString &text)
    {
        return QTest::qWaitFor([&] { return shown(text).has_value(); }, kPatience);
    }

    bool sees(const QString &text, chat::DeliveryState state)
    {
        return QTest::qWaitFor([&] { return shown(text) == state; }, kPatience);
    }

    void activate()
    {
        m_window->activateWindow();
        m_window->raise();
        (void)QTest::qWaitForWindowActive(m_window.get());
    }

    void picture(const QString &name)
    {
        QDir().mkpath(QStringLiteral(PC_SCREENS_DIR));
        m_window->grab().save(QStringLiteral(PC_SCREENS_DIR "/%1.png").arg(name));
    }

private:
    static account::Preferences makePreferences()
    {
        account::Preferences preferences;
        preferences.fewerMovements = true;
        return preferences;
    }

    SystemClock m_clock;
    SystemRandom m_random;
    account::Preferences m_preferences;
    QThread m_thread;
    std::unique_ptr<session::Account> m_account; ///< Lives on m_thread.
    std::unique_ptr<window::MainWindow> m_window;
};

} // namespace

class TestWindows : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    TestRelay m_relay;
    std::unique_ptr<style::Theme> m_theme; ///< One look for the process, as the application's style is.
    QTranslator m_english; ///< Holds the plurals.
    Enrolled m_ada;
    Enrolled m_jana;

    QString profile(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    /// From an empty profile to the main window, as a person does it.
    static bool firstStart(Computer &computer, const Enrolled &who, const QUrl &relay)
    {
        auto *choose = computer.page<account::PassphrasePage>();
        if (!choose)
            return false;
        QTest::keyClicks(choose->field(), QStringLiteral("violet lantern harbour"));
        QTest::keyClicks(choose->repeat(), QStringLiteral("violet lantern harbour"));
        QTest::mouseClick(choose->button(), Qt::LeftButton);
        auto *signIn = computer.page<account::SignInPage>();
        if (!signIn)
            return false;
        signIn->address()->setText(relay.toString());
        QTest::keyClicks(signIn->userName(), who.userName);
        QTest::keyClicks(signIn->password(), who.password);
        QTest::mouseClick(signIn->button(), Qt::LeftButton);
        return computer.isSignedIn();
    }

    static bool startAgain(Computer &computer)
    {
        auto *unlock = computer.page<account::PassphrasePage>();
        if (!unlock)
            return false;
        QTest::keyClicks(unlock->field(), QStringLiteral("violet lantern harbour"));
        QTest::mouseClick(unlock->button(), Qt::LeftButton);
        return computer.isSignedIn();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_english.load(QStringLiteral(PC_BIN_DIR "/translations/parentconnect_en.qm")));
        QCoreApplication::installTranslator(&m_english);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<style::Theme>();
        m_theme->setStill(true); // what moves cannot be waited for
        m_theme->install();
        m_relay.options().heartbeat = Milliseconds { 2'000 };
        QVERIFY(m_relay.start());
        m_ada = m_relay.enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_jana = m_relay.enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        QVERIFY(!m_ada.userName.isEmpty() && !m_jana.userName.isEmpty());
    }

    void twoPeopleSignInTalkAndAreCutOff()
    {
        const QString question = QStringLiteral("Does Mila need money for the tram?");
        const QString late = QStringLiteral("I am in the tunnel");
        {
            Computer ada(profile("ada"), m_relay.url(), *m_theme);
            Computer jana(profile("jana"), m_relay.url(), *m_theme);
            QVERIFY(firstStart(ada, m_ada, m_relay.url()));
            QVERIFY(firstStart(jana, m_jana, m_relay.url()));

            // Jana starts a conversation with the teacher; it opens by itself.
            jana.view()->writeTo(m_ada.person);
            QVERIFY(QTest::qWaitFor([&] { return jana.view()->conversation().has_value(); }, kPatience));
            QVERIFY(ada.openFirstConversation());

            jana.activate();
            jana.type(question.left(10));
            const auto typingShown = [&] {
                ui::TimelineModel *model = ada.view()->pane()->timeline()->model();
                for (int row = 0; model && row < model->rowCount(); ++row) {
                    if (model->index(row, 0).data(ui::TimelineModel::KindRole).value<ui::TimelineRow::Kind>()
                        == ui::TimelineRow::Kind::Typing)
                        return true;
                }
                return false;
            };
            QVERIFY2(QTest::qWaitFor(typingShown, kPatience), "typing is not shown");
            ada.picture(QStringLiteral("journey-typing"));
            jana.type(question.mid(10));
            jana.pressEnter();
            QVERIFY(QTest::qWaitFor([&] { return jana.composer().text().isEmpty(); }, kPatience));
            QVERIFY(ada.sees(question));
            QVERIFY(!typingShown());
            // Seen in an active window, it becomes read.
            ada.activate();
            QVERIFY(jana.sees(question, chat::DeliveryState::Read));
            jana.picture(QStringLiteral("journey-read"));

            // The relay goes; the strip says so, writing goes on.
            m_relay.stop();
            QVERIFY(QTest::qWaitFor([&] { return !jana.view()->pane()->strip()->sentence().isEmpty(); }, kPatience));
            jana.activate();
            jana.type(late);
            jana.pressEnter();
            QVERIFY(jana.sees(late, chat::DeliveryState::Sending));
            jana.type(QStringLiteral("and a draft"));
            jana.picture(QStringLiteral("journey-offline"));
        }
        // Both computers are switched off, and on again: draft and outbox are there, before any network.
        Computer jana(profile("jana"), m_relay.url(), *m_theme);
        QVERIFY(startAgain(jana));
        QVERIFY(jana.openFirstConversation());
        QVERIFY(jana.sees(late, chat::DeliveryState::Sending));
        QVERIFY(QTest::qWaitFor([&] { return jana.composer().text() == QStringLiteral("and a draft"); }, kPatience));
        // The relay comes back: the message leaves by itself, and the other sees it.
        QVERIFY(m_relay.start());
        Computer ada(profile("ada"), m_relay.url(), *m_theme);
        QVERIFY(startAgain(ada));
        QVERIFY(ada.openFirstConversation());
        QVERIFY2(ada.sees(late), "what was written offline did not arrive");
        QVERIFY(QTest::qWaitFor([&] { return jana.shown(late) >= chat::DeliveryState::Delivered; }, kPatience));
        QVERIFY(QTest::qWaitFor([&] { return jana.view()->pane()->strip()->sentence().isEmpty(); }, kPatience));
        jana.picture(QStringLiteral("journey-back"));
    }
};

QTEST_MAIN(TestWindows)
#include "tst_windows.moc"
