// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one conversation around the place that is looked at. Pages come through the session as they are needed
// and go when they are far; whatever happens, rows are inserted, moved, changed or removed, never reset.
//
// The view says what it shows (setViewed), the model keeps a margin loaded on both sides of it.

#pragma once

#include "core/session/session.h"
#include "ui/models/timelinerows.h"
#include "ui/models/timelinetext.h"

#include <QAbstractListModel>
#include <QHash>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace pc {
class Clock;
class Timer;
} // namespace pc

namespace pc::ui {

class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole + 1, ///< TimelineRow::Kind.
        MessageIdRole, ///< MessageId; null for other kinds.
        TextRole, ///< Also Qt::DisplayRole. Foreign text.
        SenderRole, ///< Foreign text.
        SenderLabelRole, ///< Foreign text; may be empty.
        TimeRole, ///< QDateTime, local.
        OutgoingRole,
        StateRole, ///< chat::DeliveryState as shown.
        StartsGroupRole,
        EndsGroupRole,
    };

    enum class Target : quint8 { FirstUnread, Latest, Message };

    /// For as long as this conversation is open; session and clock must outlive this.
    TimelineModel(
        session::Session &session, Clock &clock, const chat::ConversationSummary &summary, QObject *parent = nullptr);
    ~TimelineModel() override;

    /// Asks for the rows around a place; arrived() follows, or loadFailed(). A newer call replaces an older one.
    void load(); ///< The first unread message, or the latest.
    void loadLatest();
    void loadAround(chat::OrderKey key);

    /// The rows that are on the screen.
    void setViewed(int first, int last);

    /// Whether somebody looks at the end of the conversation; if not, what arrives gets an unread divider.
    void setAttended(bool attended) { m_attended = attended; }

    void retry(MessageId message) { m_session.retry(message); }
    void cancel(MessageId message) { m_session.cancel(message); }
    void markRead(Seq upTo);
    void fetchHole(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    const TimelineRow &row(int number) const { return m_rows[size_t(number)]; }
    quint64 version(int number) const { return m_versions[size_t(number)]; } ///< New whenever the row is.
    int rowOf(MessageId id) const; ///< -1 when it is not among the rows.
    int unreadRow() const; ///< The divider; -1 when there is none.
    QString text(int number) const;
    QString accessibleText(int number) const;

    const chat::Conversation &conversation() const { return m_conversation; }
    const people::Person *person(UserId user) const;
    PersonLookup personLookup() const;
    QDate today() const;
    Clock &clock() const { return m_clock; }
    session::Session &session() const { return m_session; }

    bool isLoaded() const { return m_loaded; }
    bool atStart() const { return m_window.atStart(); }
    bool atEnd() const { return m_window.atEnd(); }
    qint64 messagesBefore() const { return m_window.before(); } ///< Stored, not among the rows.
    qint64 messagesAfter() const { return m_window.after(); }
    qint64 unread() const { return m_unreadNow; } ///< By the session's count, now.

Q_SIGNALS:
    void arrived(pc::ui::TimelineModel::Target target, pc::chat::OrderKey key);
    void loadFailed(const pc::Error &error);
    void conversationChanged();
    void messageArrived(const pc::chat::Message &message); ///< A new one, at the end, loaded or not.
    void messageOpened(int row); ///< What was waited for can be read.

private:
    void takeAdded(const chat::Message &message);
    void takeChanged(const chat::Message &message);
    void takeRemoved(ConversationId conversation, MessageId message);
    void takeFilled(ConversationId conversation, Seq first, Seq last);
    void takeWatermarks(ConversationId conversation, const chat::Watermarks &watermarks);
    void takeTyping(ConversationId conversation, const std::vector<UserId> &users);
    void takeConversation(const chat::ConversationSummary &summary);
    void takeLink(const session::LinkStatus &status);

    void jump(const chat::PageRequest &request, Target target);
    void loadMargins();
    void loadBefore();
    void loadAfter();
    void refresh();
    void forgetFarRows();
    qsizetype messageIndex(int row) const;
    void noticeUnread(const chat::Message &message);

    void updateRows();
    void removeGone(const std::vector<TimelineRow> &next);
    void insertAndMove(const std::vector<TimelineRow> &next);
    void moveRow(int from, int to);
    void insertRun(int at, const std::vector<TimelineRow> &next, int end);
    void shiftViewed(int at, int by);
    void changeKept(std::vector<TimelineRow> next);
    void repaintAll();
    void learnPeople();
    void waitForMidnight();

    session::Session &m_session;
    Clock &m_clock;
    chat::Conversation m_conversation;
    QHash<UserId, people::Person> m_people; ///< Also those who left while this was open.
    TimelineWindow m_window;
    std::optional<UnreadMark> m_unread;
    qint64 m_unreadNow = 0;
    std::vector<UserId> m_typing;
    std::vector<chat::Hole> m_askedHoles;

    std::deque<TimelineRow> m_rows;
    std::deque<quint64> m_versions;
    quint64 m_lastVersion = 0;

    int m_firstViewed = 0;
    int m_lastViewed = 0;
    quint64 m_jump = 0; ///< Answers to requests from before the newest jump are dropped.
    bool m_loaded = false;
    bool m_attended = false;
    bool m_loadingBefore = false;
    bool m_loadingAfter = false;
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    Seq m_markedRead;
    std::unique_ptr<Timer> m_midnight;
};

} // namespace pc::ui
