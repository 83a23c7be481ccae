// SPDX-License-Identifier: GPL-3.0-or-later
// Where this computer has no password store, a passphrase guards the saved messages: chosen once, asked for at each start.

#pragma once

#include "core/session/account.h"
#include "ui/account/page.h"

namespace pc::account {

class PassphrasePage final : public Page
{
    Q_OBJECT

public:
    enum class Task : quint8 { Choose, Unlock };

    PassphrasePage(Task task, session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    QLineEdit *field() const { return m_field; }
    QLineEdit *repeat() const { return m_repeat; }
    QPushButton *button() const { return m_button; }
    QPushButton *forgottenButton() const { return m_forgotten; } ///< Null when choosing.

Q_SIGNALS:
    void forgotten();

private:
    void review();
    void submit();
    void finish(const Result<void> &answer);

    Task m_task;
    session::Account &m_account;
    bool m_busy = false;
    QLineEdit *m_field = nullptr; ///< Child, as all below.
    QLineEdit *m_repeat = nullptr; ///< Only when choosing.
    QPushButton *m_button = nullptr;
    QPushButton *m_forgotten = nullptr; ///< Only when unlocking.
};

} // namespace pc::account
