// SPDX-License-Identifier: GPL-3.0-or-later
// Computer: one person's computer in a journey through real windows: profile, session thread, window. Made anew, it is the same one
// after a restart. What waits does so for kPatience at most, and says whether it came.

#pragma once

#include "tests/support/accountthread/accountthread.h"
#include "tests/support/nothingcut/nothingcut.h"
#include "tests/support/relay/testrelay.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/signinpage.h"
#include "ui/compose/composer.h"
#include "ui/compose/textfield.h"
#include "ui/models/timelinemodel.h"
#include "ui/timeline/timelineview.h"
#include "ui/window/conversationpane.h"
#include "ui/window/mainwindow.h"

#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

namespace pc::test {

inline constexpr int kPatience = 30'000; ///< Milliseconds.

template<typename Condition>
bool comes(Condition condition, int patience = kPatience)
{
    return QTest::qWaitFor(condition, patience);
}

/// What windows of one process share: look, words, and the relay that they talk to.
struct School
{
    /// False when something of it is not there.
    bool open()
    {
        QStandardPaths::setTestModeEnabled(true);
        if (!english.load(QStringLiteral(PC_BIN_DIR "/translations/parentconnect_en.qm")))
            return false;
        QCoreApplication::installTranslator(&english);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        theme = std::make_unique<style::Theme>();
        theme->setStill(true); // what moves cannot be waited for
        theme->install();
        relay.options().heartbeat = Milliseconds { 2'000 };
        return relay.start();
    }

    /// Before each journey: what one thread does to another's objects shows nowhere else.
    static void watchThreads()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("(different|another) thread")));
    }

    QString profile(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir folder;
    TestRelay relay;
    std::unique_ptr<style::Theme> theme;
    QTranslator english; ///< Holds the plurals.
};

class Computer
{
public:
    /// `school` must outlive this.
    Computer(School &school, const char *profile)
        : m_relay(school.relay.url())
        , m_preferences(makePreferences())
        , m_session(optionsFor(school.profile(profile)), school.relay.clock(), m_random)
        , m_window(std::make_unique<window::MainWindow>(
              account(), school.relay.clock(), *school.theme, m_preferences, window::WindowOptions { m_relay, {} }))
    {
        m_window->resize(1100, 720);
        m_session.start();
        m_window->show();
        account().open();
    }

    window::MainWindow &window() { return *m_window; }
    session::Account &account() { return m_session.account(); }
    window::SessionView *view() { return m_window->sessionView(); }
    compose::Composer &composer() { return *view()->pane()->composer(); }

    // ---- Coming in

    /// The page of the first start that is of this kind, once it is there.
    template<typename Page>
    Page *page()
    {
        const auto shown = [this] {
            return m_window->accountFlow() ? qobject_cast<Page *>(m_window->accountFlow()->page()) : nullptr;
        };
        return comes([&] { return shown() != nullptr; }) ? shown() : nullptr;
    }

    bool isSignedIn()
    {
        return comes([this] { return view() != nullptr; });
    }

    /// On an empty profile, up to what comes once the password was right.
    bool signIn(const Enrolled &who)
    {
        auto *choose = page<account::PassphrasePage>();
        if (!choose)
            return false;
        QTest::keyClicks(choose->field(), kPassphrase);
        QTest::keyClicks(choose->repeat(), kPassphrase);
        QTest::mouseClick(choose->button(), Qt::LeftButton);
        return signInAgain(who);
    }

    bool signInAgain(const Enrolled &who)
    {
        auto *form = page<account::SignInPage>();
        if (!form)
            return false;
        form->address()->setText(m_relay.toString());
        form->userName()->setText(who.userName); // the test has no keys for every letter
        form->password()->setText(who.password);
        QTest::mouseClick(form->button(), Qt::LeftButton);
        return true;
    }

    bool firstStart(const Enrolled &who) { return signIn(who) && isSignedIn(); }

    bool unlock()
    {
        auto *asks = page<account::PassphrasePage>();
        if (!asks)
            return false;
        QTest::keyClicks(asks->field(), kPassphrase);
        QTest::mouseClick(asks->button(), Qt::LeftButton);
        return true;
    }

    bool startAgain() { return unlock() && isSignedIn(); }

    /// After months, in which the sign-in may have run out. That it has shows once the relay was asked.
    bool startLater(const Enrolled &who)
    {
        const auto isAsked = [this] {
            return m_window->accountFlow() && qobject_cast<account::SignInPage *>(m_window->accountFlow()->page());
        };
        if (!unlock() || !comes([&] { return isUpToDate() || isAsked(); }))
            return false;
        m_hadToSignIn = isAsked();
        return !m_hadToSignIn || (signInAgain(who) && comes([this] { return isUpToDate(); }));
    }

    bool hadToSignIn() const { return m_hadToSignIn; } ///< At startLater().

    bool isUpToDate() { return view() && view()->session().linkStatus().state == session::LinkState::UpToDate; }

    // ---- Dialogs

    /// The open one of this kind, once it is there.
    template<typename Dialog>
    Dialog *dialog()
    {
        Dialog *found = nullptr;
        (void)comes([&] {
            const QList<Dialog *> all = m_window->template findChildren<Dialog *>();
            const auto shown = std::ranges::find_if(all, [](const Dialog *one) { return one->isVisible(); });
            found = shown == all.end() ? nullptr : *shown;
            return found != nullptr;
        });
        return found;
    }

    /// By the keyboard, in the window itself.
    void press(Qt::KeyboardModifiers modifiers, Qt::Key key)
    {
        activate();
        QTest::keyClick(view(), key, modifiers);
    }

    // ---- Talk

    bool openFirstConversation()
    {
        QListView *list = view()->sidebar()->list();
        if (!comes([list] { return list->model()->rowCount() > 0; }))
            return false;
        const QRect row = list->visualRect(list->model()->index(0, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        return comes([this] { return view()->conversation().has_value(); });
    }

    bool open(ConversationId conversation)
    {
        if (!comes([&] { return view()->conversations().rowOf(conversation) >= 0; }))
            return false;
        view()->openConversation(conversation);
        return comes([&] { return view()->conversation() == conversation; });
    }

    /// The conversation with them opens by itself.
    bool writeTo(const people::Person &person)
    {
        view()->writeTo(person);
        return comes([this] { return view()->conversation().has_value(); });
    }

    void type(const QString &text) { QTest::keyClicks(composer().field(), text); }
    void pressEnter() { QTest::keyClick(composer().field(), Qt::Key_Return); }

    bool say(const QString &text)
    {
        activate();
        type(text);
        pressEnter();
        return sees(text);
    }

    /// The messages of the conversation that is open, oldest first.
    QStringList messages()
    {
        QStringList all;
        const ui::TimelineModel *model = view()->pane()->timeline()->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            const QModelIndex index = model->index(row, 0);
            if (index.data(ui::TimelineModel::KindRole).value<ui::TimelineRow::Kind>()
                == ui::TimelineRow::Kind::Message)
                all += index.data(ui::TimelineModel::TextRole).toString();
        }
        return all;
    }

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
        return comes([&] { return shown(text).has_value(); });
    }

    bool sees(const QString &text, chat::DeliveryState state)
    {
        return comes([&] { return shown(text) == state; });
    }

    // ---- The window

    void activate()
    {
        m_window->activateWindow();
        m_window->raise();
        (void)QTest::qWaitForWindowActive(m_window.get());
    }

    void picture(const QString &name) { save(*m_window, name); }

    /// Stays in screens/ of the build folder. All of it can be read.
    static void save(QWidget &widget, const QString &name)
    {
        const bool isWhole = comes([&] { return whatIsCut(widget).isEmpty(); }); // once it was laid out
        QDir().mkpath(QStringLiteral(PC_SCREENS_DIR));
        widget.grab().save(QStringLiteral(PC_SCREENS_DIR "/%1.png").arg(name));
        QVERIFY2(isWhole, qPrintable(name + QStringLiteral(": ") + whatIsCut(widget).join(u'\n')));
    }

private:
    static inline const QString kPassphrase = QStringLiteral("violet lantern harbour");

    static account::Preferences makePreferences()
    {
        account::Preferences preferences;
        preferences.fewerMovements = true;
        return preferences;
    }

    static session::AccountOptions optionsFor(const QString &profile)
    {
        session::AccountOptions options;
        options.folder = profile;
        options.clientVersion = QStringLiteral("test");
        options.vault.preference = session::VaultPreference::Passphrase;
        return options;
    }

    QUrl m_relay;
    SystemRandom m_random;
    account::Preferences m_preferences;
    AccountThread m_session;
    bool m_hadToSignIn = false;
    std::unique_ptr<window::MainWindow> m_window; ///< Goes before the account.
};

} // namespace pc::test
