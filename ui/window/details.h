// SPDX-License-Identifier: GPL-3.0-or-later
// The panel at the trailing side: who is in the conversation, who can read it, and what one may do to it. Offers only
// what the rules allow; the relay decides.

#pragma once

#include "core/session/session.h"
#include "ui/models/conversationtext.h"
#include "ui/sidebar/persondelegate.h"
#include "ui/style/iconbutton.h"
#include "ui/style/plainlabel.h"
#include "ui/window/membersmodel.h"
#include "ui/window/readersview.h"
#include "ui/window/sectionbutton.h"

#include <QListView>
#include <QPushButton>
#include <QStackedLayout>
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
    Details(session::Session &session, ui::ReadersModel &readers, Clock &clock, const style::Theme &theme,
        QWidget *parent = nullptr);

    void setConversation(const ui::ConversationRow &row, UserId self);

    MembersModel &members() { return m_members; }
    QListView *list() const { return m_list; }
    ReadersView *readers() const { return m_readers; }
    SectionButton *readersButton() const { return m_readersButton; }

    void showReaders();
    void showMembers();

    /// What the keyboard comes to here: the list that is shown.
    QWidget *region() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildWidgets();
    void buildMembers();
    void refreshReaders();
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

    QStackedLayout *m_pages = nullptr; ///< Child, as all below.
    QWidget *m_membersPage = nullptr;
    ReadersView *m_readers = nullptr;
    SectionButton *m_readersButton = nullptr;
    style::IconButton *m_close = nullptr;
    style::PlainLabel *m_title = nullptr;
    style::PlainLabel *m_count = nullptr;
    style::PlainLabel *m_trouble = nullptr;
    QListView *m_list = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_leave = nullptr;
};

} // namespace pc::window
