// SPDX-License-Identifier: GPL-3.0-or-later
// All conversations as rows: pinned ones first, then by the time of the newest message. Rows move to their new place;
// nothing resets after the first load. Who is typing and who is online is shown only while the link is up.

#pragma once

#include "core/session/session.h"
#include "ui/models/conversationtext.h"

#include <QAbstractListModel>
#include <QHash>

#include <vector>

namespace pc {
class Clock;
}

namespace pc::ui {

class ConversationListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< ConversationId.
        KindRole, ///< chat::ConversationKind.
        TitleRole, ///< Also Qt::DisplayRole. Foreign text.
        ChipRole, ///< Foreign text for people.
        PreviewKindRole, ///< PreviewKind.
        PreviewRole, ///< One line; foreign text.
        TimeRole, ///< QDateTime, local; null when nothing was written.
        UnreadRole, ///< qint64
        DraftRole, ///< The whole draft.
        MutedRole,
        PinnedRole,
        ArchivedRole,
        PresenceRole, ///< people::PresenceStatus; Offline where it means nothing.
        TypingRole, ///< bool
        AvatarSeedRole, ///< Uuid that decides the person's or the conversation's colour.
        StateRole, ///< chat::DeliveryState of the last message, if that is an own one; else invalid.
    };

    /// Both must outlive this.
    ConversationListModel(session::Session &session, const Clock &clock, QObject *parent = nullptr);

    /// Asks the session; loaded() follows, or loadFailed().
    void load();
    bool isLoaded() const { return m_loaded; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    const ConversationRow &row(int number) const { return m_rows[size_t(number)]; }
    int rowOf(ConversationId id) const; ///< -1 when unknown.
    QModelIndex indexOf(ConversationId id) const;

    UserId self() const { return m_self; }

    /// Unread messages in conversations that are neither muted nor archived: for the tray and the window's title.
    qint64 unreadTotal() const { return m_unreadTotal; }

Q_SIGNALS:
    void loaded();
    void loadFailed(const pc::Error &error);
    void unreadTotalChanged(qint64 total);

private:
    void takeAll(const std::vector<chat::ConversationSummary> &summaries);
    void takeSelf(const session::Self &self);
    void take(const chat::ConversationSummary &summary);
    void takeTyping(ConversationId id, const std::vector<UserId> &users);
    void takePresence(UserId user, const people::Presence &presence);
    void takeLink(const session::LinkStatus &status);

    int placeOf(const ConversationRow &row, int present) const;
    bool isMuted(const ConversationRow &row) const;
    void changed(int number);
    void changedAll();
    void countUnread();
    QString accessibleText(const ConversationRow &row) const;

    session::Session &m_session;
    const Clock &m_clock;
    UserId m_self;
    std::vector<ConversationRow> m_rows;
    QHash<UserId, people::Presence> m_presence;
    qint64 m_unreadTotal = 0;
    bool m_loaded = false;
};

} // namespace pc::ui
