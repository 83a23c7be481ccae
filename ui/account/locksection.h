// SPDX-License-Identifier: GPL-3.0-or-later
// The preferences' part about the app lock: whether it is on, and what one can do about it.

#pragma once

#include "core/session/account.h"
#include "ui/account/lockdialog.h"

#include <QPushButton>
#include <QWidget>

namespace pc::account {

class LockSection final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive this.
    LockSection(session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    QPushButton *turnOnButton() const { return m_turnOn; }
    QPushButton *changeButton() const { return m_change; }
    QPushButton *turnOffButton() const { return m_turnOff; }
    QPushButton *lockButton() const { return m_lock; }

Q_SIGNALS:
    void lockRequested();

private:
    void refresh();
    void open(LockDialog::Task task);

    session::Account &m_account;
    const style::Theme &m_theme;
    style::PlainLabel *m_text; ///< Child, as all below.
    QPushButton *m_turnOn;
    QPushButton *m_change;
    QPushButton *m_turnOff;
    QPushButton *m_lock;
};

} // namespace pc::account
