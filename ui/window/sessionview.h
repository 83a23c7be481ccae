// SPDX-License-Identifier: GPL-3.0-or-later
// The window's content once somebody is signed in: list, conversation and details side by side, or one at a time where
// the window is narrow. Every act of the window is a QAction with a key here.

#pragma once

#include "core/base/clock.h"
#include "core/session/recoverydesk.h"
#include "core/session/session.h"
#include "ui/account/preferences.h"
#include "ui/models/conversationlistmodel.h"
#include "ui/models/readersmodel.h"
#include "ui/sidebar/sidebar.h"
#include "ui/window/conversationpane.h"
#include "ui/window/details.h"
#include "ui/window/sheetreminder.h"

#include <QSplitter>
#include <QWidget>

#include <optional>

namespace pc::window {

class SessionView final : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    SessionView(session::Session &session, Clock &clock, const style::Theme &theme, QWidget *parent = nullptr);

    void setPreferences(const account::Preferences &preferences);

    /// Says while history comes back, and asks for the recovery sheet when that is due, but not before preferences say so. `desk` must
    /// outlive this.
    void followRecovery(session::RecoveryDesk &desk);

    void openConversation(ConversationId id);

    /// At the start: where there is room beside the list, what was open last opens again as soon as the list is there.
    void resume(ConversationId id);
    std::optional<ConversationId> conversation() const { return m_pane->conversation(); }
    bool isConversationShown() const; ///< It is on the screen, not behind the list.

    ui::ConversationListModel &conversations() { return m_conversations; }
    session::Session &session() const { return m_session; }
    const session::Self &self() const { return m_self; }
    sidebar::Sidebar *sidebar() const { return m_sidebar; }
    ConversationPane *pane() const { return m_pane; }
    Details *details() const { return m_details; }
    SheetReminder *sheetReminder() const { return m_reminder; }
    bool isNarrow() const { return m_narrow; }

public Q_SLOTS:
    void goBack(); ///< One step: details, then the list, then the end of the timeline.
    void toggleDetails();
    void showReaders(); ///< The page of the details about who reads here.
    void startConversation();
    void writeTo(const pc::people::Person &person);

Q_SIGNALS:
    void preferencesRequested();
    void lockRequested();
    void checkRequested(); ///< Of the connection.
    void conversationOpened(pc::ConversationId id);
    void skinToneChosen(int tone);
    void trySheetRequested();
    void newSheetRequested();
    void sheetPutOff(pc::UtcTime until); ///< To be asked for again then.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildWidgets();
    void buildActions();
    void addKey(const QString &name, const QKeySequence &key, void (SessionView::*act)());
    void wireUp();
    void takeSelf(const session::Self &self);
    void remind();
    void arrange();
    void refreshDetails();
    void openMenu(const QPoint &at);
    void saveCopy();
    void openMessageDetails(MessageId message);
    void openWhenKnown(ConversationId id);

    void jump();
    void nextConversation();
    void previousConversation();
    void nextUnread();
    void previousUnread();
    void nextRegion();
    void previousRegion();
    void stepRegion(int by);
    void showKeys();

    session::Session &m_session;
    Clock &m_clock;
    const style::Theme &m_theme;
    ui::ConversationListModel m_conversations;
    ui::ReadersModel m_readers; ///< Of the conversation that is open.
    session::Self m_self;
    const session::RecoveryDesk *m_recovery = nullptr; ///< Null before followRecovery().
    UtcTime m_remindFrom;
    bool m_enterSends = true;
    bool m_narrow = false;
    bool m_detailsOpen = false;
    bool m_conversationInFront = false; ///< Narrow windows only: the list is behind it.
    std::optional<ConversationId> m_awaited; ///< Made just now; opens when the list knows it.

    QSplitter *m_split = nullptr; ///< Child, as all below.
    QWidget *m_left = nullptr;
    sidebar::Sidebar *m_sidebar = nullptr;
    SheetReminder *m_reminder = nullptr;
    Strip *m_listStrip = nullptr;
    ConversationPane *m_pane = nullptr;
    Details *m_details = nullptr;
};

} // namespace pc::window
