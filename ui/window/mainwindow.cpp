// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindow.h"

#include "ui/account/checkdialog.h"
#include "ui/account/lockdialog.h"
#include "ui/account/makesheetdialog.h"
#include "ui/account/preferencesdialog.h"
#include "ui/account/proxydialog.h"
#include "ui/account/trysheetdialog.h"
#include "ui/models/whendone.h"
#include "ui/style/sign.h"
#include "ui/window/dialogs.h"
#include "ui/words/errors.h"

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QLocale>
#include <QPainter>

#include <utility>

namespace pc::window {

using namespace style;
using session::AccountState;

MainWindow::MainWindow(session::Account &account, Clock &clock, Theme &theme, const account::Preferences &preferences,
    const WindowOptions &options)
    : m_account(account)
    , m_clock(clock)
    , m_theme(theme)
    , m_preferences(preferences)
    , m_options(options)
    , m_tray(theme)
{
    setWindowTitle(tr("ParentConnect"));
    setWindowIcon(programIcon(theme));
    setMinimumSize(kLeastWidth, kLeastHeight);
    if (preferences.geometry.isEmpty() || !restoreGeometry(preferences.geometry))
        resize(kStartWidth, kStartHeight);
    auto *quitAction = new QAction(tr("Quit"), this);
    quitAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quitAction, &QAction::triggered, this, &MainWindow::quit);
    addAction(quitAction);
    wireTray();
    connect(&account, &session::Account::stateChanged, this, &MainWindow::follow);
    connect(&account.network(), &session::NetworkDesk::proxyAsked, this, &MainWindow::askForProxy);
    follow(account.state(), {});
}

MainWindow::~MainWindow()
{
    leaveSession();
}

void MainWindow::leaveSession()
{
    delete m_notices;
    m_notices = nullptr;
    delete m_view;
    m_view = nullptr;
}

void MainWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::takeLink(const account::InviteLink &link)
{
    bringToFront();
    if (m_flow)
        m_flow->takeLink(link);
}

void MainWindow::rebuild()
{
    if (!m_view)
        return showFlow();
    const auto open = m_view->conversation();
    showSession(m_view->session());
    reopen(open);
}

void MainWindow::reopen(std::optional<ConversationId> conversation)
{
    if (!conversation)
        return;
    // The list answers a moment later; then the same conversation is opened again.
    connect(&m_view->conversations(), &ui::ConversationListModel::loaded, m_view,
        [view = m_view, id = *conversation] { view->openConversation(id); });
    if (m_view->conversations().isLoaded())
        m_view->openConversation(*conversation);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    account::Preferences next = m_preferences;
    next.geometry = saveGeometry();
    if (m_quitting || !m_tray.isThere()) {
        setPreferences(next);
        event->accept();
        Q_EMIT quitRequested();
        return;
    }
    event->ignore();
    hide();
    if (!next.toldAboutTray) {
        next.toldAboutTray = true;
        m_tray.notify(tr("ParentConnect stays open"),
            tr("Messages keep arriving. To end it, choose Quit at this icon, or press Ctrl+Q in the window."));
    }
    setPreferences(next);
}

void MainWindow::changeEvent(QEvent *event)
{
    QStackedWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange || event->type() == QEvent::WindowStateChange)
        watch();
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Tone::Panel));
    if (!std::exchange(m_wasPainted, true))
        Q_EMIT firstPainted();
}

void MainWindow::follow(AccountState state, const Error &why)
{
    m_wasAsked |= state == AccountState::NeedsPassphrase || state == AccountState::NeedsNewPassphrase;
    const bool wasReady = std::exchange(m_wasReady, state == AccountState::Ready);
    // Asked for once: on its own thread the account may be further by now, and the session it had may have ended.
    session::Session *session = state == AccountState::Ready ? m_account.session() : nullptr;
    if (session)
        return showSession(*session);
    const bool wasSignedOut = wasReady && (why.code == Errc::Unauthenticated || why.code == Errc::Expired);
    if (!m_flow || m_view || wasSignedOut)
        showFlow();
    if (wasSignedOut)
        m_flow->explainSignedOut();
}

void MainWindow::showFlow()
{
    leaveSession();
    // What still stands open was about a session, or about preferences that whoever comes now shall not change.
    for (QDialog *dialog : findChildren<QDialog *>())
        dialog->deleteLater();
    if (m_flow)
        m_flow->deleteLater();
    m_flow = new account::AccountFlow(m_account, m_clock, m_options.relay, m_theme, this);
    addWidget(m_flow);
    setCurrentWidget(m_flow);
    takeUnread(0);
}

void MainWindow::showSession(session::Session &session)
{
    leaveSession();
    m_view = new SessionView(session, m_clock, m_theme, this);
    m_view->setPreferences(m_preferences);
    m_notices = new Notices(session, m_view->conversations(), m_clock, this);
    m_notices->setQuiet(m_preferences.quiet);
    m_notices->setHidesText(m_preferences.hidesText);
    connect(m_notices, &Notices::noticeDue, &m_tray, &Tray::notify);
    connect(m_view, &SessionView::preferencesRequested, this, &MainWindow::openPreferences);
    connect(m_view, &SessionView::checkRequested, this, &MainWindow::checkConnection);
    wireRecovery();
    // Not within the view's own signal: it is gone afterwards.
    connect(m_view, &SessionView::lockRequested, this, &MainWindow::lockNow, Qt::QueuedConnection);
    connect(&m_view->conversations(), &ui::ConversationListModel::unreadTotalChanged, this, &MainWindow::takeUnread);
    m_isOlderTold = false;
    connect(&session, &session::Session::storeStateChanged, m_view,
        [this](const session::StoreState &state) { tellOfOlderStore(state); });
    tellOfOlderStore(session.storeState()); // found before there was a window for it
    addWidget(m_view);
    setCurrentWidget(m_view);
    if (const auto last = idFromString<ConversationId>(m_preferences.lastConversation))
        m_view->resume(*last);
    connect(m_view, &SessionView::conversationOpened, this, [this](ConversationId id) {
        account::Preferences next = m_preferences;
        next.lastConversation = id.raw().toString();
        remember(next);
    });
    connect(m_view, &SessionView::skinToneChosen, this, [this](int tone) {
        account::Preferences next = m_preferences;
        next.skinTone = tone;
        m_view->setPreferences(next);
        remember(next);
    });
    if (m_flow) {
        m_flow->deleteLater();
        m_flow = nullptr;
    }
    watch();
}

void MainWindow::wireRecovery()
{
    m_view->followRecovery(m_account.recovery());
    connect(m_view, &SessionView::trySheetRequested, this, &MainWindow::trySheet);
    connect(m_view, &SessionView::newSheetRequested, this, &MainWindow::makeSheet);
    connect(m_view, &SessionView::sheetPutOff, this, [this](UtcTime until) {
        account::Preferences next = m_preferences;
        next.remindOfSheetFrom = toMilliseconds(until);
        remember(next);
    });
}

account::SheetOwner MainWindow::sheetOwner() const
{
    return { m_view->self().person.name, m_view->self().schoolName };
}

void MainWindow::makeSheet()
{
    auto *dialog = new account::MakeSheetDialog(m_account.recovery(), sheetOwner(), m_random, m_theme, this);
    dialog->open();
}

void MainWindow::trySheet()
{
    auto *dialog = new account::TrySheetDialog(m_account.recovery(), m_theme, this);
    connect(dialog, &account::TrySheetDialog::newSheetRequested, this, &MainWindow::makeSheet);
    dialog->open();
}

void MainWindow::wireTray()
{
    connect(this, &MainWindow::firstPainted, &m_tray, &Tray::show, Qt::QueuedConnection);
    m_tray.setQuiet(m_preferences.quiet);
    connect(&m_tray, &Tray::openRequested, this, &MainWindow::bringToFront);
    connect(&m_tray, &Tray::quitRequested, this, &MainWindow::quit);
    connect(&m_tray, &Tray::quietRequested, this, [this](bool quiet) {
        account::Preferences next = m_preferences;
        next.quiet = quiet;
        setPreferences(next);
    });
    connect(&m_tray, &Tray::noticeClicked, this, [this] {
        bringToFront();
        if (m_view && m_notices && m_notices->last())
            m_view->openConversation(*m_notices->last());
    });
}

void MainWindow::watch()
{
    if (!m_view)
        return;
    // Beside another window one still sees who types; only what lies on no screen is told nothing.
    const bool onScreen = isVisible() && !isMinimized();
    m_view->session().setActive(onScreen);
    const bool watched = onScreen && isActiveWindow() && m_view->isConversationShown();
    m_notices->setWatched(watched ? m_view->conversation() : std::nullopt);
}

void MainWindow::quit()
{
    m_quitting = true;
    if (isVisible())
        close();
    else
        Q_EMIT quitRequested();
}

void MainWindow::openPreferences()
{
    auto *dialog = new account::PreferencesDialog(m_preferences, m_options.languages, m_account, m_theme, this);
    if (m_view)
        dialog->addRecovery(m_account.recovery(), sheetOwner(), m_random);
    if (m_view && m_view->self().person.role == people::Role::Administrator)
        dialog->addInvitations(m_view->session(), sheetOwner());
    connect(dialog, &account::PreferencesDialog::changed, this, &MainWindow::setPreferences);
    connect(dialog, &account::PreferencesDialog::signOutRequested, this, &MainWindow::confirmSignOut);
    connect(dialog, &account::PreferencesDialog::lockRequested, this, &MainWindow::lockNow);
    dialog->open();
}

void MainWindow::checkConnection()
{
    auto *dialog = new account::CheckDialog(m_account.network(), {}, m_theme, this);
    dialog->open();
}

void MainWindow::askForProxy(const QString &proxy, bool isAgain)
{
    // Upon whatever is open: a check of the connection may be what met the proxy.
    QWidget *front = this;
    for (QDialog *dialog : findChildren<QDialog *>()) {
        if (dialog->isVisible())
            front = dialog;
    }
    auto *dialog = new account::ProxyDialog(m_account.network(), proxy, isAgain, m_theme, front);
    dialog->open();
}

void MainWindow::lockNow()
{
    if (!m_view)
        return;
    if (!m_account.hasLock() && !m_wasAsked) {
        auto *dialog = new account::LockDialog(account::LockDialog::Task::TurnOn, m_account, m_theme, this);
        return dialog->open();
    }
    const auto open = m_view->conversation();
    showFlow();
    ui::whenDone(m_account.lockNow(), this, [this, open](const Result<void> &answer) {
        session::Session *session = m_account.session();
        if (answer || m_account.state() != AccountState::Ready || !session)
            return;
        showSession(*session);
        reopen(open);
        auto *trouble = new ConfirmDialog(m_theme,
            { tr("ParentConnect is not locked"),
                tr("There is no passphrase yet. You can choose one in the preferences."), {} },
            this);
        trouble->open();
    });
}

void MainWindow::tellOfOlderStore(const session::StoreState &state)
{
    if (!state.isOlder || std::exchange(m_isOlderTold, true))
        return;
    auto *dialog = new ConfirmDialog(m_theme,
        { tr("Your saved messages were an older copy"),
            tr("Older messages were put back on this computer, as from a backup. You can go on reading and writing. "
               "What was said since comes back by itself, as far as it is kept for your other computers. Look for the "
               "rest on another computer of yours, or ask for it to be sent again."),
            {} },
        this);
    dialog->open();
}

void MainWindow::confirmSignOut()
{
    auto *dialog = new ConfirmDialog(m_theme,
        { tr("Sign out of this computer?"),
            tr("No more messages arrive here until you sign in again. Messages that have not left yet must "
               "leave first."),
            tr("Sign out") },
        this);
    connect(dialog, &QDialog::accepted, this, [this] {
        ui::whenDone(m_account.signOut(), this, [this](const Result<void> &answer) {
            if (answer)
                return;
            auto *trouble = new ConfirmDialog(
                m_theme, { tr("You are still signed in"), words::errorSentence(answer.code()), {} }, this);
            trouble->open();
        });
    });
    dialog->open();
}

void MainWindow::remember(const account::Preferences &preferences)
{
    if (preferences == m_preferences)
        return;
    m_preferences = preferences;
    Q_EMIT preferencesChanged(preferences);
}

void MainWindow::setPreferences(const account::Preferences &preferences)
{
    if (preferences == m_preferences)
        return;
    m_theme.setChoice(preferences.theme);
    m_theme.setTextZoom(preferences.textZoom);
    m_theme.setStill(preferences.fewerMovements);
    m_tray.setQuiet(preferences.quiet);
    if (m_notices) {
        m_notices->setQuiet(preferences.quiet);
        m_notices->setHidesText(preferences.hidesText);
    }
    if (m_view)
        m_view->setPreferences(preferences);
    remember(preferences);
}

void MainWindow::takeUnread(qint64 count)
{
    m_tray.setUnread(count);
    setWindowTitle(count > 0 ? tr("(%1) ParentConnect", "number of unread messages").arg(QLocale().toString(count))
                             : tr("ParentConnect"));
}

} // namespace pc::window
