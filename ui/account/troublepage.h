// SPDX-License-Identifier: GPL-3.0-or-later
// When the saved messages cannot be opened: what happened, what was kept, and what to do next. Nothing is moved away
// before somebody has agreed to that in words. A passphrase that was forgotten is such a trouble, too.

#pragma once

#include "core/session/account.h"
#include "ui/account/page.h"

#include <QCheckBox>

namespace pc::account {

class TroublePage final : public Page
{
    Q_OBJECT

public:
    /// Has words for the given state; the other states never come here. NeedsPassphrase: it was forgotten.
    TroublePage(
        session::AccountState state, session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    QCheckBox *consent() const { return m_consent; } ///< Null where nothing is set aside.
    QPushButton *setAsideButton() const { return m_setAside; }
    QPushButton *againButton() const { return m_again; }

private:
    void explain(session::AccountState state);
    void offerSettingAside(const QString &consequence);
    void setAside();

    session::Account &m_account;
    QCheckBox *m_consent = nullptr; ///< Child, as all below.
    QPushButton *m_setAside = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace pc::account
