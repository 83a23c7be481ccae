// SPDX-License-Identifier: GPL-3.0-or-later
// People of the own school that a query finds, page by page as they are scrolled to. Answers to an older query are
// dropped; a new query takes the old rows away when its own first page is here.

#pragma once

#include "core/session/session.h"

#include <QAbstractListModel>

#include <vector>

namespace pc::ui {

class PeopleModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< UserId.
        NameRole, ///< Also Qt::DisplayRole. Foreign text.
        LabelRole, ///< Foreign text; may be empty.
        StaffRole, ///< bool
        AvatarSeedRole, ///< Uuid
    };

    enum class State : quint8 { Idle, Loading, Failed };

    explicit PeopleModel(session::Session &session, QObject *parent = nullptr);

    void search(const QString &query);
    State state() const { return m_state; }
    const Error &error() const { return m_error; } ///< Why, when Failed.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    const people::Person &person(int row) const { return m_people[size_t(row)]; }

Q_SIGNALS:
    void stateChanged(pc::ui::PeopleModel::State state);

private:
    void ask(const QString &after);
    void take(const Result<people::DirectoryPage> &answer, bool isFirst);
    void clear();
    void append(const std::vector<people::Person> &people);
    void setState(State state);

    session::Session &m_session;
    QString m_query;
    QString m_next;
    std::vector<people::Person> m_people;
    State m_state = State::Idle;
    Error m_error;
    quint64 m_asked = 0; ///< Only the answer to the newest question counts.
};

} // namespace pc::ui
