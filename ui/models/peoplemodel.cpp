// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/peoplemodel.h"

#include "ui/models/whendone.h"

#include <QSet>

namespace pc::ui {

PeopleModel::PeopleModel(session::Session &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
}

void PeopleModel::search(const QString &query)
{
    m_query = query.trimmed();
    ask({});
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_people.size());
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const people::Person &person = m_people[size_t(index.row())];
    switch (role) {
    case IdRole:
        return QVariant::fromValue(person.id);
    case Qt::DisplayRole:
    case NameRole:
        return person.name;
    case LabelRole:
        return person.label;
    case StaffRole:
        return people::isStaff(person.role);
    case AvatarSeedRole:
        return QVariant::fromValue(person.id.raw());
    case Qt::AccessibleTextRole:
        return person.label.isEmpty() ? person.name : tr("%1, %2", "name, role").arg(person.name, person.label);
    default:
        return {};
    }
}

QHash<int, QByteArray> PeopleModel::roleNames() const
{
    return { { IdRole, "userId" }, { NameRole, "name" }, { LabelRole, "label" }, { StaffRole, "staff" },
        { AvatarSeedRole, "avatarSeed" }, { Qt::DisplayRole, "display" },
        { Qt::AccessibleTextRole, "accessibleText" } };
}

bool PeopleModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_state == State::Idle && !m_next.isEmpty();
}

void PeopleModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(m_next);
}

void PeopleModel::ask(const QString &after)
{
    const quint64 number = ++m_asked;
    setState(State::Loading);
    whenDone(m_session.directory(m_query, after), this,
        [this, number, isFirst = after.isEmpty()](const Result<people::DirectoryPage> &answer) {
            if (number == m_asked)
                take(answer, isFirst);
        });
}

void PeopleModel::take(const Result<people::DirectoryPage> &answer, bool isFirst)
{
    if (!answer) {
        m_error = answer.error();
        setState(State::Failed);
        return;
    }
    if (isFirst)
        clear();
    append(answer->people);
    m_next = answer->next;
    setState(State::Idle);
}

void PeopleModel::clear()
{
    if (m_people.empty())
        return;
    beginRemoveRows({}, 0, int(m_people.size()) - 1);
    m_people.clear();
    endRemoveRows();
}

void PeopleModel::append(const std::vector<people::Person> &people)
{
    // A person who changed their name between two pages may come twice.
    QSet<UserId> known;
    for (const people::Person &person : m_people)
        known.insert(person.id);
    std::vector<people::Person> fresh;
    for (const people::Person &person : people) {
        if (known.contains(person.id))
            continue;
        known.insert(person.id);
        fresh.push_back(person);
    }
    if (fresh.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
    m_people.insert(m_people.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

void PeopleModel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace pc::ui
