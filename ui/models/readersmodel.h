// SPDX-License-Identifier: GPL-3.0-or-later
// Who can read the open conversation: people, and below each their devices. Asks again whenever the session says that it
// is not what it was; an answer about a conversation that was left meanwhile is dropped.

#pragma once

#include "core/session/session.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace pc::ui {

class ReadersModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        NoteRole = Qt::UserRole + 1, ///< The second line.
        StateRole, ///< ReaderState.
        AvatarNameRole, ///< Whose letters the avatar shows. Foreign text.
        AvatarSeedRole, ///< Uuid of a person; invalid for a device.
    };

    /// `session` must outlive this.
    explicit ReadersModel(session::Session &session, QObject *parent = nullptr);

    void open(ConversationId conversation);
    void setSelf(UserId self); ///< Whose name carries "(you)".

    /// Nothing until it is known, or when it could not be told.
    const std::optional<session::Readers> &readers() const { return m_readers; }
    std::optional<session::Secrecy> secrecy() const;
    bool isUntold() const { return m_untold; } ///< The newest question was answered with a reason why not.

    void repair(); ///< Of the open conversation.

    /// This person's devices are theirs, as they are shown in readers(): what waits for it goes on. Nothing when nobody of that name
    /// is in doubt.
    void confirm(UserId person);

    /// This user has seen who is called otherwise than before.
    void acceptNames();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed(); ///< readers() or isUntold() is not what it was.

private:
    /// What rows are made of; `number` is what the rows of its devices know it by, wherever it moves.
    struct Entry
    {
        quintptr number = 0;
        session::ReadingPerson person;
    };

    void ask();
    void take(const Result<session::Readers> &answer);
    void show(const std::vector<session::ReadingPerson> &people);
    void removeGone(const std::vector<session::ReadingPerson> &people);
    void place(int row, const session::ReadingPerson &person);
    void update(int row, const session::ReadingPerson &person);
    int rowOf(UserId person) const;
    QVariant personData(const session::ReadingPerson &person, int role) const;
    QVariant deviceData(const session::ReadingPerson &person, int row, int role) const;

    session::Session &m_session;
    std::optional<ConversationId> m_open;
    UserId m_self;
    std::optional<session::Readers> m_readers;
    bool m_untold = false;
    quint64 m_question = 0; ///< Answers to older ones are dropped.
    quintptr m_lastNumber = 0;
    std::vector<Entry> m_entries;
};

} // namespace pc::ui
