// SPDX-License-Identifier: GPL-3.0-or-later
// SheetPage: takes the words of a recovery sheet where they are needed: on a computer that is new, or on one whose messages do not open
// any more. What comes after the right ones the account's next state shows.

#pragma once

#include "core/session/recoverydesk.h"
#include "ui/account/page.h"
#include "ui/account/sheetfield.h"

#include <QProgressBar>

namespace pc::account {

class SheetPage final : public Page
{
    Q_OBJECT

public:
    enum class Task : quint8 { Recover, Unlock };

    /// Both must outlive this.
    SheetPage(Task task, session::RecoveryDesk &desk, const style::Theme &theme, QWidget *parent = nullptr);

    QString tries() const { return m_tries->wholeText(); }
    SheetField *field() const { return m_field; }
    QPushButton *button() const { return m_button; }
    QPushButton *backButton() const { return m_back; }
    bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    void left(); ///< Back to the other ways.

private:
    void tellOffer(const session::SheetOffer &offer);
    void review();
    void submit();
    void take(const Result<session::SheetAnswer> &answer);

    Task m_task;
    session::RecoveryDesk &m_desk;
    bool m_isBusy = false;
    bool m_isRight = false; ///< And what follows is on its way.
    style::PlainLabel *m_text; ///< Child, as all below.
    SheetField *m_field;
    style::PlainLabel *m_tries;
    QProgressBar *m_bar;
    QPushButton *m_button;
    QPushButton *m_back;
};

} // namespace pc::account
