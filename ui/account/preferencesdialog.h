// SPDX-License-Identifier: GPL-3.0-or-later
// The preferences; each change takes effect at once and can be seen behind the dialog.

#pragma once

#include "core/session/session.h"
#include "ui/account/locksection.h"
#include "ui/account/preferences.h"
#include "ui/account/recoverysection.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

namespace pc::account {

class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `languages` are the codes that can be chosen, besides the system's.
    PreferencesDialog(const Preferences &preferences, const QStringList &languages, session::Account &account,
        const style::Theme &theme, QWidget *parent = nullptr);

    /// Adds what there is about losing this computer. All but `owner` must outlive this.
    void addRecovery(session::RecoveryDesk &desk, const SheetOwner &owner, Random &random);
    /// Adds what an administrator invites people by. `session` must outlive this.
    void addInvitations(session::Session &session, const SheetOwner &writer);
    QPushButton *inviteButton() const { return m_invite; } ///< Null before.

    RecoverySection *recovery() const { return m_recovery; } ///< Null before.

    /// The given ones, with what was chosen here.
    const Preferences &preferences() const { return m_preferences; }
    LockSection *lock() const { return m_lock; }
    QPushButton *connectionButton() const { return m_connection; }
    QPushButton *computersButton() const { return m_computers; }

Q_SIGNALS:
    void changed(const pc::account::Preferences &preferences);
    void signOutRequested();
    void lockRequested();

private:
    void buildChoices(const QStringList &languages);
    void buildLayout();
    void fit();
    void read();

    Preferences m_preferences;
    const style::Theme &m_look;
    QComboBox *m_theme; ///< Child, as all below.
    QComboBox *m_zoom;
    QComboBox *m_language;
    QCheckBox *m_enter;
    QCheckBox *m_still;
    QCheckBox *m_quiet;
    QCheckBox *m_hides;
    LockSection *m_lock;
    QPushButton *m_computers;
    QPushButton *m_connection;
    QVBoxLayout *m_column = nullptr; ///< What scrolls.
    QScrollArea *m_area = nullptr;
    RecoverySection *m_recovery = nullptr;
    QPushButton *m_invite = nullptr;
};

} // namespace pc::account
