// SPDX-License-Identifier: GPL-3.0-or-later
// Everything between the program's start and an open session: one page for each state of session::Account. There is
// always a page; what lasts longer than a moment says what it is.

#pragma once

#include "core/session/account.h"
#include "ui/account/busypage.h"
#include "ui/account/invitelink.h"
#include "ui/account/page.h"
#include "ui/account/sheetpage.h"

#include <QStackedWidget>

#include <optional>

namespace pc::account {

class SignInPage;

class AccountFlow final : public QStackedWidget
{
    Q_OBJECT

public:
    /// `relay` fills in the address; may be empty. All references must outlive this.
    AccountFlow(session::Account &account, Clock &clock, const QUrl &relay, const style::Theme &theme,
        QWidget *parent = nullptr);

    /// A link that somebody opened: fills in the form as soon as there is one.
    void takeLink(const InviteLink &link);

    /// A session ended that nobody here had ended: says so above the form.
    void explainSignedOut();

    Page *page() const { return m_page; } ///< Null while busy.
    bool isBusy() const { return currentWidget() == m_busy; }

private:
    void follow(session::AccountState state);
    void showBusy(const QString &sentence);
    void showPage(Page *page);
    void askPassphrase();
    void showLink();
    void showTrouble(session::AccountState state);
    void askSheet(SheetPage::Task task);
    void showSignIn();

    session::Account &m_account;
    QUrl m_relay;
    const style::Theme &m_theme;
    std::optional<InviteLink> m_link;
    BusyPage *m_busy; ///< Child.
    Page *m_page = nullptr; ///< Child; made anew for each state.
};

} // namespace pc::account
