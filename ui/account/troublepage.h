// SPDX-License-Identifier: GPL-3.0-or-later
// When the saved messages cannot be opened: what happened, what was kept, and what to do next. Nothing is moved away
// before somebody has agreed to that in words. A passphrase that was forgotten is such a trouble, too.

#pragma once

#include "core/session/account.h"
#include "core/session/recoverydesk.h"
#include "ui/account/page.h"

#include <QCheckBox>

#include <vector>

namespace pc::account {

class TroublePage final : public Page
{
    Q_OBJECT

public:
    /// Has words for the given state; the other states never come here. NeedsPassphrase: it was forgotten.
    TroublePage(
        session::AccountState state, session::Account &account, const style::Theme &theme, QWidget *parent = nullptr);

    /// The way by the recovery sheet, before anything is set aside, where it is one.
    void offerSheet(const session::RecoveryDesk &desk);

    QPushButton *sheetButton() const { return m_sheet; } ///< Hidden, as the next, where no sheet helps.
    QPushButton *noSheetButton() const { return m_noSheet; } ///< Shows what else there is.
    QCheckBox *consent() const { return m_consent; } ///< Null where nothing is set aside.
    QPushButton *setAsideButton() const { return m_setAside; }
    QPushButton *againButton() const { return m_again; }

Q_SIGNALS:
    void sheetRequested();

private:
    void showAside();
    void explain(session::AccountState state);
    void offerSettingAside(const QString &consequence);
    void setAside();

    session::AccountState m_state;
    session::Account &m_account;
    std::vector<QWidget *> m_asideParts; ///< What tells of starting afresh.
    QPushButton *m_sheet; ///< Child, as all below.
    QPushButton *m_again;
    QPushButton *m_noSheet;
    style::PlainLabel *m_way = nullptr; ///< What opens them; null where no sheet could.
    QCheckBox *m_consent = nullptr;
    QPushButton *m_setAside = nullptr;
};

} // namespace pc::account
