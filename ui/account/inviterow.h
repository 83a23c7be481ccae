// SPDX-License-Identifier: GPL-3.0-or-later
// A letter in the list of those that are out: whom it invites, how it stands, and what one can do about it. What cannot be taken back is
// asked once more, in place.

#pragma once

#include "core/session/invitation.h"
#include "ui/style/plainlabel.h"

#include <QPushButton>
#include <QWidget>

namespace pc::account {

class InviteRow final : public QWidget
{
    Q_OBJECT

public:
    InviteRow(const session::Invitation &invitation, const style::Theme &theme, QWidget *parent = nullptr);

    QString name() const { return m_name->wholeText(); }
    QString state() const { return m_state->wholeText(); }
    QPushButton *printButton() const { return m_print; } ///< Hidden for what nobody can join by.
    QPushButton *withdrawButton() const { return m_withdraw; }

Q_SIGNALS:
    void printRequested();
    void withdrawRequested();

private:
    void withdraw();
    QString stateText() const;

    session::Invitation m_invitation;
    bool m_isAsked = false; ///< Whether to withdraw it.
    style::PlainLabel *m_name; ///< Child, as all below.
    style::PlainLabel *m_state;
    QPushButton *m_print;
    QPushButton *m_withdraw;
};

} // namespace pc::account
