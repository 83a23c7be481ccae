// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog that starts a conversation: one person makes a direct one, several and a name make a group.

#pragma once

#include "ui/sidebar/peoplepicker.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>

namespace pc::sidebar {

class NewConversation final : public QDialog
{
    Q_OBJECT

public:
    /// `mayCreateGroup` is what the school's rules allow; all references must outlive this.
    NewConversation(session::Session &session, Clock &clock, const style::Theme &theme, bool mayCreateGroup,
        QWidget *parent = nullptr);

Q_SIGNALS:
    void started(pc::ConversationId conversation);

private:
    void buildWidgets(Clock &clock, const style::Theme &theme);
    void review();
    void start();
    void finish(const Result<ConversationId> &answer);

    session::Session &m_session;
    bool m_mayCreateGroup;
    bool m_busy = false;
    PeoplePicker *m_people = nullptr; ///< Child, as all below.
    QLineEdit *m_name = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace pc::sidebar
