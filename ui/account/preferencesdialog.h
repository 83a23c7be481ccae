// SPDX-License-Identifier: GPL-3.0-or-later
// The preferences; each change takes effect at once and can be seen behind the dialog.

#pragma once

#include "ui/account/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QStringList>

namespace pc::account {

class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `languages` are the codes that can be chosen, besides the system's.
    PreferencesDialog(const Preferences &preferences, const QStringList &languages, const style::Theme &theme,
        QWidget *parent = nullptr);

    /// The given ones, with what was chosen here.
    const Preferences &preferences() const { return m_preferences; }

Q_SIGNALS:
    void changed(const pc::account::Preferences &preferences);
    void signOutRequested();

private:
    void buildChoices(const QStringList &languages);
    void read();

    Preferences m_preferences;
    QComboBox *m_theme; ///< Child, as all below.
    QComboBox *m_zoom;
    QComboBox *m_language;
    QCheckBox *m_enter;
    QCheckBox *m_still;
    QCheckBox *m_quiet;
    QCheckBox *m_hides;
};

} // namespace pc::account
