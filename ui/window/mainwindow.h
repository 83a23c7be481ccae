// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: the way to a session first, then the session itself. Hides into the tray where there is one.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/session/account.h"
#include "ui/account/accountflow.h"
#include "ui/account/preferences.h"
#include "ui/account/sheetpaper.h"
#include "ui/window/notices.h"
#include "ui/window/sessionview.h"
#include "ui/window/tray.h"

#include <QStackedWidget>
#include <QStringList>

#include <optional>

namespace pc::window {

struct WindowOptions
{
    QUrl relay; ///< Fills in the first start's address; may be empty.
    QStringList languages; ///< That one can choose from.
};

class MainWindow final : public QStackedWidget
{
    Q_OBJECT

public:
    /// All references must outlive this.
    MainWindow(session::Account &account, Clock &clock, style::Theme &theme, const account::Preferences &preferences,
        const WindowOptions &options);
    ~MainWindow() override;

    SessionView *sessionView() const { return m_view; } ///< Null until somebody is signed in.
    account::AccountFlow *accountFlow() const { return m_flow; } ///< Null once there is a session.
    const account::Preferences &preferences() const { return m_preferences; }

    /// Before the session's thread ends: lets go of everything that belongs to it.
    void leaveSession();

public Q_SLOTS:
    void bringToFront();
    void takeLink(const pc::account::InviteLink &link);

    /// The interface's language has changed: builds everything anew, with what was open.
    void rebuild();

Q_SIGNALS:
    void preferencesChanged(const pc::account::Preferences &preferences);
    void quitRequested();
    void firstPainted(); ///< Once: the window can be seen, the rest may begin.

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow(session::AccountState state, const Error &why);
    void showFlow();
    void showSession(session::Session &session);
    void wireTray();
    void watch();
    void quit();
    void openPreferences();
    void wireRecovery();
    void makeSheet();
    void trySheet();
    account::SheetOwner sheetOwner() const;
    void checkConnection();
    void askForProxy(const QString &proxy, bool isAgain);
    void lockNow();
    void tellOfOlderStore(const session::StoreState &state);
    void reopen(std::optional<ConversationId> conversation);
    void confirmSignOut();
    void setPreferences(const account::Preferences &preferences);
    void remember(const account::Preferences &preferences); ///< What needs no more than to be there next time.
    void takeUnread(qint64 count);

    session::Account &m_account;
    Clock &m_clock;
    style::Theme &m_theme;
    account::Preferences m_preferences;
    WindowOptions m_options;
    Tray m_tray;
    SystemRandom m_random; ///< Chooses which words of a sheet are asked back.
    account::AccountFlow *m_flow = nullptr; ///< Child, as all below.
    SessionView *m_view = nullptr;
    Notices *m_notices = nullptr;
    bool m_quitting = false;
    bool m_wasReady = false; ///< As the account said last.
    bool m_wasAsked = false; ///< For a passphrase: so there is one that can be asked for again.
    bool m_wasPainted = false;
    bool m_isOlderTold = false; ///< In this session.
};

} // namespace pc::window
