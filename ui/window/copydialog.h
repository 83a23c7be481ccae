// SPDX-License-Identifier: GPL-3.0-or-later
// CopyDialog: everything that this computer can read, as a page and as data in a folder of the user's choice. Says before that
// it is not locked there, and after where it is.

#pragma once

#include "ui/window/dialogs.h"

#include <QDate>

namespace pc::window {

class CopyDialog final : public Sheet
{
    Q_OBJECT

public:
    /// `today` names the new folder. `session` outlives this.
    CopyDialog(session::Session &session, QDate today, const style::Theme &theme, QWidget *parent);

    /// Makes the copy in a new folder inside of `place`.
    void saveInto(const QString &place);

private:
    void choosePlace();
    void take(const QString &folder, const Result<session::OwnExport> &made);

    session::Session &m_session;
    QDate m_today;
    QString m_folder; ///< Of the copy, once it is made.
    style::PlainLabel *m_text; ///< Child, as those below.
    QPushButton *m_act;
};

} // namespace pc::window
