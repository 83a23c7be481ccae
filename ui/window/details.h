// SPDX-License-Identifier: GPL-3.0-or-later
// The panel at the trailing side: who is in the conversation, and what one may do to it. Offers only what the rules
// allow; the relay decides.

#pragma once

#include "core/session/session.h"
#include "ui/models/conversationtext.h"
#include "ui/sidebar/persondelegate.h"
#include "ui/style/iconbutton.h"
#include "ui/style/plainlabel.h"
#include "ui/window/membersmodel.h"

#include <QListView>
#include <QPushButton>
#include <QWidget>

namespace pc {
class Clock;
}

namespace pc::window {

class Details final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    Details(session::Session &session, Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    void setConversation(const ui::ConversationRow &row, UserId self);

    MembersModel &members() { return m_members; }
    QListView *list() const { return m_list; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildWidgets();
    void openRename();
    void openAdd();
    void confirmLeave();
    void openMemberMenu(const QPoint &at);
    void confirmRemove(const people::Person &person);
    void report(const Result<void> &answer);
    bool isOwner() const;

    session::Session &m_session;
    Clock &m_clock;
    const style::Theme &m_theme;
    MembersModel m_members;
    sidebar::PersonDelegate m_delegate;
    chat::Conversation m_conversation;
    UserId m_self;

    style::IconButton *m_close = nullptr; ///< Child, as all below.
    style::PlainLabel *m_title = nullptr;
    style::PlainLabel *m_count = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QListView *m_list = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_leave = nullptr;
};

} // namespace pc::window
