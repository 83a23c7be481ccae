// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timelinemodel.h"

#include "core/base/clock.h"
#include "ui/models/conversationtext.h"
#include "ui/models/timetext.h"

#include <algorithm>
#include <utility>

namespace pc::ui {

namespace {

constexpr size_t kMostMessages = 600;

} // namespace

TimelineModel::TimelineModel(
    session::Session &session, Clock &clock, const chat::ConversationSummary &summary, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_clock(clock)
    , m_conversation(summary.conversation)
    , m_unreadNow(summary.unread)
    , m_midnight(clock.makeTimer([this] {
        repaintAll();
        waitForMidnight();
    }))
{
    using session::Session;
    connect(&m_session, &Session::messageAdded, this, &TimelineModel::takeAdded);
    connect(&m_session, &Session::messageChanged, this, &TimelineModel::takeChanged);
    connect(&m_session, &Session::messageRemoved, this, &TimelineModel::takeRemoved);
    connect(&m_session, &Session::historyFilled, this, &TimelineModel::takeFilled);
    connect(&m_session, &Session::watermarksChanged, this, &TimelineModel::takeWatermarks);
    connect(&m_session, &Session::typingChanged, this, &TimelineModel::takeTyping);
    connect(&m_session, &Session::conversationChanged, this, &TimelineModel::takeConversation);
    connect(&m_session, &Session::linkStatusChanged, this, &TimelineModel::takeLink);
    if (summary.unread > 0)
        m_unread = UnreadMark { m_conversation.readUpTo, summary.unread };
    m_markedRead = m_conversation.readUpTo;
    learnPeople();
    waitForMidnight();
}

TimelineModel::~TimelineModel() = default;

void TimelineModel::markRead(Seq upTo)
{
    if (upTo <= m_markedRead)
        return;
    m_markedRead = upTo;
    m_session.markRead(m_conversation.id, upTo);
}

void TimelineModel::fetchHole(int number)
{
    const chat::Hole hole = row(number).hole;
    if (hole.expired || std::ranges::find(m_askedHoles, hole) != m_askedHoles.end())
        return;
    m_askedHoles.push_back(hole);
    m_session.fetchHole(m_conversation.id, hole);
}

void TimelineModel::takeAdded(const chat::Message &message)
{
    if (message.conversation != m_conversation.id)
        return;
    if (!m_loaded)
        return; // the page that is on its way holds it already
    const bool gap = m_window.atEnd() && m_window.leavesGapBefore(message.seq);
    const TimelineWindow::Added added = m_window.add(message);
    if (added == TimelineWindow::Added::Known) {
        takeChanged(message);
        return;
    }
    noticeUnread(message);
    if (added == TimelineWindow::Added::Inside) {
        if (m_window.messages().size() > kMostMessages)
            forgetFarRows(); // a busy class must not fill the memory of who follows it
        updateRows();
    }
    Q_EMIT messageArrived(message);
    if (gap)
        refresh(); // only a page knows whether what is between them is missing or was never a message
}

void TimelineModel::noticeUnread(const chat::Message &message)
{
    if (message.outgoing || m_attended || message.content.kind == chat::ContentKind::Event || message.seq == Seq {})
        return;
    if (!m_unread)
        m_unread = UnreadMark { previous(message.seq), 0 };
    ++m_unread->count;
}

void TimelineModel::takeChanged(const chat::Message &message)
{
    if (message.conversation == m_conversation.id && m_window.change(message))
        updateRows();
}

void TimelineModel::takeRemoved(ConversationId conversation, MessageId message)
{
    if (conversation == m_conversation.id && m_window.remove(message))
        updateRows();
}

void TimelineModel::takeFilled(ConversationId conversation, Seq first, Seq last)
{
    if (conversation != m_conversation.id)
        return;
    std::erase_if(m_askedHoles, [&](const chat::Hole &h) { return h.last >= first && h.first <= last; });
    refresh();
}

void TimelineModel::takeWatermarks(ConversationId conversation, const chat::Watermarks &watermarks)
{
    if (conversation != m_conversation.id || m_conversation.watermarks == watermarks)
        return;
    m_conversation.watermarks = watermarks;
    updateRows();
}

void TimelineModel::takeTyping(ConversationId conversation, const std::vector<UserId> &users)
{
    if (conversation != m_conversation.id || m_typing == users)
        return;
    m_typing = users;
    updateRows();
}

void TimelineModel::takeConversation(const chat::ConversationSummary &summary)
{
    if (summary.conversation.id != m_conversation.id)
        return;
    const bool membersChanged = m_conversation.members != summary.conversation.members
        || m_conversation.former != summary.conversation.former;
    const bool marksChanged = m_conversation.watermarks != summary.conversation.watermarks;
    m_conversation = summary.conversation;
    m_unreadNow = summary.unread;
    m_markedRead = std::max(m_markedRead, m_conversation.readUpTo);
    if (membersChanged) {
        learnPeople();
        repaintAll();
    }
    if (marksChanged)
        updateRows();
    Q_EMIT conversationChanged();
}

void TimelineModel::takeLink(const session::LinkStatus &status)
{
    if (isUp(status.state))
        return;
    m_askedHoles.clear(); // ask again once it is back
    if (std::exchange(m_typing, {}) != std::vector<UserId> {})
        updateRows();
}

void TimelineModel::learnPeople()
{
    for (const people::Person &person : m_conversation.former)
        m_people.insert(person.id, person);
    for (const chat::Member &member : m_conversation.members)
        m_people.insert(member.person.id, member.person);
    if (const auto school = schoolOf(m_conversation))
        m_people.insert(school->id, *school);
}

void TimelineModel::waitForMidnight()
{
    const UtcTime now = m_clock.utcNow();
    const QDateTime tomorrow = today().addDays(1).startOfDay();
    m_midnight->start(Milliseconds { tomorrow.toMSecsSinceEpoch() - toMilliseconds(now) });
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineRow &at = row(index.row());
    switch (role) {
    case KindRole:
        return QVariant::fromValue(at.kind);
    case MessageIdRole:
        return QVariant::fromValue(at.kind == TimelineRow::Kind::Message ? at.message.id : MessageId {});
    case Qt::DisplayRole:
    case TextRole:
        return text(index.row());
    case SenderRole:
        return senderTitle(personLookup(), at.message.sender);
    case SenderLabelRole:
        return senderRole(personLookup(), at.message.sender);
    case TimeRole:
        return localTime(at.message.time);
    case OutgoingRole:
        return at.message.outgoing;
    case StateRole:
        return QVariant::fromValue(at.state);
    case StartsGroupRole:
        return at.startsGroup;
    case EndsGroupRole:
        return at.endsGroup;
    case Qt::AccessibleTextRole:
        return accessibleText(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return { { KindRole, "kind" }, { MessageIdRole, "messageId" }, { TextRole, "text" }, { SenderRole, "sender" },
        { SenderLabelRole, "senderLabel" }, { TimeRole, "time" }, { OutgoingRole, "outgoing" }, { StateRole, "state" },
        { StartsGroupRole, "startsGroup" }, { EndsGroupRole, "endsGroup" }, { Qt::DisplayRole, "display" },
        { Qt::AccessibleTextRole, "accessibleText" } };
}

int TimelineModel::rowOf(MessageId id) const
{
    for (int i = rowCount() - 1; i >= 0; --i) {
        if (row(i).kind == TimelineRow::Kind::Message && row(i).message.id == id)
            return i;
    }
    return -1;
}

int TimelineModel::unreadRow() const
{
    const auto found = std::ranges::find(m_rows, TimelineRow::Kind::Unread, &TimelineRow::kind);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QString TimelineModel::text(int number) const
{
    return rowText(row(number), personLookup(), today());
}

QString TimelineModel::accessibleText(int number) const
{
    return ui::accessibleText(
        row(number), personLookup(), today(), conversation().kind != chat::ConversationKind::Direct);
}

const people::Person *TimelineModel::person(UserId user) const
{
    const auto found = m_people.constFind(user);
    return found == m_people.cend() ? nullptr : &*found;
}

PersonLookup TimelineModel::personLookup() const
{
    return [this](UserId user) {
        const people::Person *found = person(user);
        // The school is no member of its classes, and has not left them either.
        const bool isFormer
            = found && found->id != people::schoolAsUser(found->school) && !memberOf(m_conversation, user);
        return KnownPerson { found, isFormer };
    };
}

QDate TimelineModel::today() const
{
    return localDay(m_clock.utcNow());
}

} // namespace pc::ui
