// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/accountflow.h"

#include "ui/account/linkpage.h"
#include "ui/account/passphrasepage.h"
#include "ui/account/signinpage.h"
#include "ui/account/troublepage.h"
#include "ui/models/whendone.h"

namespace pc::account {

using session::AccountState;

AccountFlow::AccountFlow(
    session::Account &account, Clock &clock, const QUrl &relay, const style::Theme &theme, QWidget *parent)
    : QStackedWidget(parent)
    , m_account(account)
    , m_relay(relay)
    , m_theme(theme)
    , m_busy(new BusyPage(clock, theme, this))
{
    addWidget(m_busy);
    connect(&account, &session::Account::stateChanged, this, &AccountFlow::follow);
    follow(account.state());
}

void AccountFlow::takeLink(const InviteLink &link)
{
    m_link = link;
    if (auto *page = qobject_cast<SignInPage *>(m_page))
        page->takeLink(link);
}

void AccountFlow::explainSignedOut()
{
    if (auto *page = qobject_cast<SignInPage *>(m_page))
        page->explain(tr("This computer was signed out. Your messages are still here; please sign in again."));
}

void AccountFlow::follow(AccountState state)
{
    switch (state) {
    case AccountState::Opening:
        return showBusy(tr("Opening your messages…"));
    case AccountState::SigningIn:
        // The form stays, with its button resting, so that a typing mistake costs no second try at everything.
        if (!m_page)
            showBusy(tr("Signing in…"));
        return;
    case AccountState::Ready:
        return showBusy(tr("Opening your conversations…"));
    case AccountState::NeedsSignIn:
        return showSignIn();
    case AccountState::NeedsLink:
        return showLink();
    case AccountState::NeedsPassphrase:
        return askPassphrase();
    case AccountState::NeedsNewPassphrase:
        return showPage(new PassphrasePage(PassphrasePage::Task::Choose, m_account, m_theme, this));
    case AccountState::KeychainSilent:
    case AccountState::KeyLost:
    case AccountState::StoreUnreadable:
    case AccountState::StoreNewer:
    case AccountState::StoreBusy:
    case AccountState::CannotSeal:
    case AccountState::DiskFull:
    case AccountState::DiskTrouble:
        return showTrouble(state);
    }
}

void AccountFlow::showBusy(const QString &sentence)
{
    if (m_page) {
        m_page->deleteLater();
        m_page = nullptr;
    }
    m_busy->begin(sentence);
    setCurrentWidget(m_busy);
}

void AccountFlow::showPage(Page *page)
{
    m_busy->end();
    if (m_page)
        m_page->deleteLater();
    m_page = page;
    addWidget(page);
    setCurrentWidget(page);
    page->setFocus(Qt::OtherFocusReason);
}

void AccountFlow::askPassphrase()
{
    auto *page = new PassphrasePage(PassphrasePage::Task::Unlock, m_account, m_theme, this);
    // The page goes by its own button's click: not before that is over.
    connect(
        page, &PassphrasePage::forgotten, this, [this] { showTrouble(AccountState::NeedsPassphrase); },
        Qt::QueuedConnection);
    showPage(page);
}

void AccountFlow::showLink()
{
    auto *page = new LinkPage(m_account, m_theme, this);
    page->offerSheet(m_account.recovery());
    connect(
        page, &LinkPage::sheetRequested, this, [this] { askSheet(SheetPage::Task::Recover); }, Qt::QueuedConnection);
    showPage(page);
}

void AccountFlow::showTrouble(AccountState state)
{
    auto *page = new TroublePage(state, m_account, m_theme, this);
    page->offerSheet(m_account.recovery());
    connect(
        page, &TroublePage::sheetRequested, this, [this] { askSheet(SheetPage::Task::Unlock); }, Qt::QueuedConnection);
    showPage(page);
}

void AccountFlow::askSheet(SheetPage::Task task)
{
    auto *page = new SheetPage(task, m_account.recovery(), m_theme, this);
    connect(
        page, &SheetPage::left, this,
        [this, task] {
            if (task == SheetPage::Task::Recover)
                showLink();
            else
                showTrouble(m_account.state());
        },
        Qt::QueuedConnection);
    showPage(page);
}

void AccountFlow::showSignIn()
{
    // After a refused try the form is still there, and its own answer says why.
    if (qobject_cast<SignInPage *>(m_page))
        return;
    auto *page = new SignInPage(m_account, m_theme, this);
    showPage(page);
    if (!m_relay.isEmpty())
        page->setRelay(m_relay);
    if (m_link)
        page->takeLink(*m_link);
    ui::whenDone(m_account.lastSignIn(), page, [page](const Result<std::optional<session::LastSignIn>> &last) {
        if (last && *last)
            page->welcomeBack(**last);
    });
}

} // namespace pc::account
