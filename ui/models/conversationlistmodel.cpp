// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/conversationlistmodel.h"

#include "core/base/clock.h"
#include "ui/models/timetext.h"
#include "ui/models/whendone.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace pc::ui {

namespace {

UtcTime lastActivity(const ConversationRow &row)
{
    return row.summary.last ? row.summary.last->time : UtcTime::min();
}

bool goesBefore(const ConversationRow &a, const ConversationRow &b)
{
    const auto &first = a.summary.conversation;
    const auto &second = b.summary.conversation;
    if (first.settings.pinned != second.settings.pinned)
        return first.settings.pinned;
    return std::tuple(lastActivity(a), first.id) > std::tuple(lastActivity(b), second.id);
}

} // namespace

ConversationListModel::ConversationListModel(session::Session &session, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_clock(clock)
{
    using session::Session;
    connect(&m_session, &Session::selfChanged, this, &ConversationListModel::takeSelf);
    connect(&m_session, &Session::conversationChanged, this, &ConversationListModel::take);
    connect(&m_session, &Session::typingChanged, this, &ConversationListModel::takeTyping);
    connect(&m_session, &Session::presenceChanged, this, &ConversationListModel::takePresence);
    connect(&m_session, &Session::linkStatusChanged, this, &ConversationListModel::takeLink);
}

void ConversationListModel::load()
{
    whenDone(m_session.self(), this, [this](const Result<session::Self> &self) {
        if (self)
            takeSelf(*self);
    });
    whenDone(m_session.conversations(), this, [this](const Result<std::vector<chat::ConversationSummary>> &answer) {
        if (answer)
            takeAll(*answer);
        else
            Q_EMIT loadFailed(answer.error());
    });
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConversationRow &row = m_rows[size_t(index.row())];
    const chat::Conversation &conversation = row.summary.conversation;
    switch (role) {
    case IdRole:
        return QVariant::fromValue(conversation.id);
    case KindRole:
        return QVariant::fromValue(conversation.kind);
    case Qt::DisplayRole:
    case TitleRole:
        return titleOf(conversation, m_self);
    case ChipRole:
        return chipOf(conversation, m_self);
    case PreviewKindRole:
        return QVariant::fromValue(previewKindOf(row));
    case PreviewRole:
        return previewOf(row, m_self);
    case TimeRole:
        return row.summary.last ? localTime(row.summary.last->time) : QDateTime();
    case UnreadRole:
        return row.summary.unread;
    case DraftRole:
        return row.summary.draft;
    case MutedRole:
        return isMuted(row);
    case PinnedRole:
        return conversation.settings.pinned;
    case ArchivedRole:
        return conversation.settings.archived;
    case PresenceRole:
        return QVariant::fromValue(row.presence.status);
    case TypingRole:
        return !row.typing.empty();
    case AvatarSeedRole: {
        const people::Person *other = otherPerson(conversation, m_self);
        return QVariant::fromValue(other ? other->id.raw() : conversation.id.raw());
    }
    case StateRole:
        return row.summary.last && row.summary.last->outgoing
            ? QVariant::fromValue(chat::displayedState(*row.summary.last, conversation.watermarks))
            : QVariant();
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    default:
        return {};
    }
}

QHash<int, QByteArray> ConversationListModel::roleNames() const
{
    return { { IdRole, "conversationId" }, { KindRole, "kind" }, { TitleRole, "title" }, { ChipRole, "chip" },
        { PreviewKindRole, "previewKind" }, { PreviewRole, "preview" }, { TimeRole, "time" }, { UnreadRole, "unread" },
        { DraftRole, "draft" }, { MutedRole, "muted" }, { PinnedRole, "pinned" }, { ArchivedRole, "archived" },
        { PresenceRole, "presence" }, { TypingRole, "typing" }, { AvatarSeedRole, "avatarSeed" },
        { StateRole, "state" }, { Qt::DisplayRole, "display" }, { Qt::AccessibleTextRole, "accessibleText" } };
}

int ConversationListModel::rowOf(ConversationId id) const
{
    const auto found
        = std::ranges::find_if(m_rows, [id](const ConversationRow &row) { return row.summary.conversation.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QModelIndex ConversationListModel::indexOf(ConversationId id) const
{
    const int number = rowOf(id);
    return number < 0 ? QModelIndex() : index(number);
}

void ConversationListModel::takeAll(const std::vector<chat::ConversationSummary> &summaries)
{
    if (m_loaded) { // asked again: what is known only changes
        for (const chat::ConversationSummary &summary : summaries)
            take(summary);
        return;
    }
    beginResetModel();
    m_rows.clear();
    for (const chat::ConversationSummary &summary : summaries)
        m_rows.push_back({ .summary = summary, .typing = {}, .presence = {} });
    std::ranges::sort(m_rows, goesBefore);
    m_loaded = true;
    endResetModel();
    for (auto known = m_presence.cbegin(); known != m_presence.cend(); ++known)
        takePresence(known.key(), known.value());
    countUnread();
    Q_EMIT loaded();
}

void ConversationListModel::takeSelf(const session::Self &self)
{
    if (m_self == self.person.id)
        return;
    m_self = self.person.id;
    changedAll();
}

void ConversationListModel::take(const chat::ConversationSummary &summary)
{
    if (!m_loaded)
        return; // the answer that is on its way holds it already
    const int from = rowOf(summary.conversation.id);
    ConversationRow row { .summary = summary, .typing = {}, .presence = {} };
    if (from < 0) {
        if (const people::Person *other = otherPerson(summary.conversation, m_self))
            row.presence = m_presence.value(other->id);
        const int to = placeOf(row, -1);
        beginInsertRows({}, to, to);
        m_rows.insert(m_rows.begin() + to, std::move(row));
        endInsertRows();
    } else {
        row.typing = m_rows[size_t(from)].typing;
        row.presence = m_rows[size_t(from)].presence;
        const int to = placeOf(row, from);
        if (to != from) {
            beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
            const auto begin = m_rows.begin();
            if (to > from)
                std::rotate(begin + from, begin + from + 1, begin + to + 1);
            else
                std::rotate(begin + to, begin + from, begin + from + 1);
            endMoveRows();
        }
        if (m_rows[size_t(to)] != row) {
            m_rows[size_t(to)] = std::move(row);
            changed(to);
        }
    }
    countUnread();
}

void ConversationListModel::takeTyping(ConversationId id, const std::vector<UserId> &users)
{
    const int number = rowOf(id);
    if (number < 0 || m_rows[size_t(number)].typing == users)
        return;
    m_rows[size_t(number)].typing = users;
    changed(number);
}

void ConversationListModel::takePresence(UserId user, const people::Presence &presence)
{
    m_presence.insert(user, presence);
    for (int i = 0; i < int(m_rows.size()); ++i) {
        ConversationRow &row = m_rows[size_t(i)];
        const people::Person *other = otherPerson(row.summary.conversation, m_self);
        if (!other || other->id != user || row.presence == presence)
            continue;
        row.presence = presence;
        changed(i);
    }
}

void ConversationListModel::takeLink(const session::LinkStatus &status)
{
    if (isUp(status.state))
        return;
    // Nobody knows who types or is online now; the relay says it anew after the next sign-in.
    m_presence.clear();
    for (int i = 0; i < int(m_rows.size()); ++i) {
        ConversationRow &row = m_rows[size_t(i)];
        if (row.typing.empty() && row.presence == people::Presence {})
            continue;
        row.typing.clear();
        row.presence = {};
        changed(i);
    }
}

// Where the row belongs among the others, leaving out the one at `present`.
int ConversationListModel::placeOf(const ConversationRow &row, int present) const
{
    int place = 0;
    for (int i = 0; i < int(m_rows.size()); ++i) {
        if (i != present && goesBefore(m_rows[size_t(i)], row))
            ++place;
    }
    return place;
}

bool ConversationListModel::isMuted(const ConversationRow &row) const
{
    const auto &until = row.summary.conversation.settings.mutedUntil;
    return until && *until > m_clock.utcNow();
}

void ConversationListModel::changed(int number)
{
    Q_EMIT dataChanged(index(number), index(number));
}

void ConversationListModel::changedAll()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

void ConversationListModel::countUnread()
{
    qint64 total = 0;
    for (const ConversationRow &row : m_rows) {
        if (!isMuted(row) && !row.summary.conversation.settings.archived)
            total += row.summary.unread;
    }
    if (total == m_unreadTotal)
        return;
    m_unreadTotal = total;
    Q_EMIT unreadTotalChanged(total);
}

QString ConversationListModel::accessibleText(const ConversationRow &row) const
{
    QStringList parts { titleOf(row.summary.conversation, m_self), chipOf(row.summary.conversation, m_self) };
    if (row.summary.unread > 0)
        parts << tr("%n unread", nullptr, int(row.summary.unread));
    const QString preview = previewOf(row, m_self);
    parts << (previewKindOf(row) == PreviewKind::Draft ? tr("Draft: %1").arg(preview) : preview);
    if (row.summary.last)
        parts << shortTimeText(row.summary.last->time, localDay(m_clock.utcNow()));
    if (isMuted(row))
        parts << tr("muted");
    if (row.summary.conversation.settings.pinned)
        parts << tr("pinned");
    parts.removeAll(QString());
    return parts.join(tr(", ", "between the parts of a row that a screen reader says"));
}

} // namespace pc::ui
