// SPDX-License-Identifier: GPL-3.0-or-later
// The first start, on one page: where the school is, and either an account or an invite. A link from the school fills
// in what it knows; nothing happens before somebody presses the button. Who was here before types their password alone.

#pragma once

#include "core/session/account.h"
#include "ui/account/invitelink.h"
#include "ui/account/page.h"

#include <QRadioButton>

#include <optional>

namespace pc::account {

class SignInPage final : public Page
{
    Q_OBJECT

public:
    SignInPage(session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    void setRelay(const QUrl &relay);
    void takeLink(const InviteLink &link);
    void welcomeBack(const session::LastSignIn &last); ///< Overwrites nothing that somebody has filled in.

    /// Why somebody is here again: their device was signed out.
    void explain(const QString &sentence) { setTrouble(sentence); }

    QLineEdit *address() const { return m_address; }
    QLineEdit *code() const { return m_code; }
    QLineEdit *userName() const { return m_userName; }
    QLineEdit *password() const { return m_password; }
    QPushButton *button() const { return m_button; }
    QPushButton *connectionButton() const { return m_connection; }
    QPushButton *letterButton() const { return m_read; } ///< Hidden for who has a user name.
    bool joins() const { return m_invited->isChecked(); }

private:
    void welcome();
    void buildWidgets();
    void review();
    void addressChanged(const QString &text);
    void submit();
    void finish(const Result<void> &answer);
    void openConnection();
    void readLetter();
    void takePicture(const QString &text);

    session::Account &m_account;
    std::optional<InviteLink> m_link; ///< The last one; its letter goes with its code alone.
    bool m_busy = false;
    bool m_waitsForProxy = false; ///< The last try ended at a proxy that asks for a password.
    style::PlainLabel *m_intro = nullptr; ///< Child, as all below.
    QLineEdit *m_address = nullptr;
    QRadioButton *m_known = nullptr;
    QRadioButton *m_invited = nullptr;
    QLineEdit *m_code = nullptr;
    QLineEdit *m_userName = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_button = nullptr;
    QPushButton *m_read = nullptr;
    QPushButton *m_connection = nullptr;
};

} // namespace pc::account
