// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/readersmodel.h"

#include "ui/models/readerstext.h"
#include "ui/models/whendone.h"

#include <algorithm>

namespace pc::ui {

ReadersModel::ReadersModel(session::Session &session, QObject *parent)
    : QAbstractItemModel(parent)
    , m_session(session)
{
    connect(&session, &session::Session::readersChanged, this, [this](ConversationId conversation) {
        if (conversation == m_open)
            ask();
    });
}

void ReadersModel::open(ConversationId conversation)
{
    if (m_open == conversation)
        return;
    m_open = conversation;
    m_readers.reset();
    m_untold = false;
    show({});
    Q_EMIT changed();
    ask();
}

void ReadersModel::setSelf(UserId self)
{
    m_self = self;
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

std::optional<session::Secrecy> ReadersModel::secrecy() const
{
    return m_readers ? std::optional(m_readers->secrecy) : std::nullopt;
}

void ReadersModel::repair()
{
    if (m_open)
        m_session.repair(*m_open);
}

void ReadersModel::confirm(UserId person)
{
    if (!m_readers)
        return;
    const auto found
        = std::ranges::find(m_readers->people, person, [](const session::ReadingPerson &one) { return one.person.id; });
    if (found == m_readers->people.end() || found->shownKey.isEmpty())
        return;
    // Who shows others by now is asked about anew.
    whenDone(m_session.confirmKeys(person, found->shownKey), this, [this](const Result<void> &confirmed) {
        if (!confirmed && m_open)
            ask();
    });
}

void ReadersModel::acceptNames()
{
    if (!m_readers)
        return;
    for (const session::ReadingPerson &one : m_readers->people) {
        if (one.before)
            whenDone(m_session.acceptName(one.person.id), this, [](const Result<void> &) {}); // tells by readersChanged
    }
}

void ReadersModel::ask()
{
    whenDone(m_session.readers(*m_open), this, [this, question = ++m_question](const Result<session::Readers> &answer) {
        if (question == m_question)
            take(answer);
    });
}

void ReadersModel::take(const Result<session::Readers> &answer)
{
    // What was known stays on the screen no longer than it is known to be true.
    m_readers = answer ? std::optional(*answer) : std::nullopt;
    m_untold = !answer;
    show(m_readers ? m_readers->people : std::vector<session::ReadingPerson> {});
    Q_EMIT changed();
}

// ---- Rows: what is gone, what is new or stands elsewhere, what changed

void ReadersModel::show(const std::vector<session::ReadingPerson> &people)
{
    removeGone(people);
    for (int row = 0; row < int(people.size()); ++row)
        place(row, people[std::size_t(row)]);
}

void ReadersModel::removeGone(const std::vector<session::ReadingPerson> &people)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const UserId id = m_entries[std::size_t(row)].person.person.id;
        if (std::ranges::any_of(people, [id](const auto &one) { return one.person.id == id; }))
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
}

void ReadersModel::place(int row, const session::ReadingPerson &person)
{
    const int from = rowOf(person.person.id);
    if (from < 0) {
        beginInsertRows({}, row, row);
        m_entries.insert(m_entries.begin() + row, Entry { ++m_lastNumber, person });
        endInsertRows();
        return;
    }
    if (from > row) {
        beginMoveRows({}, from, from, {}, row);
        std::rotate(m_entries.begin() + row, m_entries.begin() + from, m_entries.begin() + from + 1);
        endMoveRows();
    }
    update(row, person);
}

void ReadersModel::update(int row, const session::ReadingPerson &person)
{
    Entry &entry = m_entries[std::size_t(row)];
    if (entry.person == person)
        return;
    const QModelIndex at = index(row, 0);
    const int had = int(entry.person.devices.size());
    const int has = int(person.devices.size());
    if (has < had) {
        beginRemoveRows(at, has, had - 1);
        entry.person.devices.resize(std::size_t(has));
        endRemoveRows();
    } else if (has > had) {
        beginInsertRows(at, had, has - 1);
        entry.person.devices = person.devices;
        endInsertRows();
    }
    entry.person = person;
    Q_EMIT dataChanged(at, at);
    if (has > 0)
        Q_EMIT dataChanged(index(0, 0, at), index(has - 1, 0, at));
}

int ReadersModel::rowOf(UserId person) const
{
    const auto found
        = std::ranges::find_if(m_entries, [person](const Entry &entry) { return entry.person.person.id == person; });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

// ---- The model

QModelIndex ReadersModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A person's row has no number of its own: 0.
    return createIndex(row, column, parent.isValid() ? m_entries[std::size_t(parent.row())].number : quintptr(0));
}

QModelIndex ReadersModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const auto found = std::ranges::find(m_entries, child.internalId(), &Entry::number);
    return found == m_entries.end() ? QModelIndex() : createIndex(int(found - m_entries.begin()), 0, quintptr(0));
}

int ReadersModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_entries.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return int(m_entries[std::size_t(parent.row())].person.devices.size());
}

QVariant ReadersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QModelIndex person = parent(index);
    if (!person.isValid())
        return personData(m_entries[std::size_t(index.row())].person, role);
    return deviceData(m_entries[std::size_t(person.row())].person, index.row(), role);
}

// A screen reader comes by the heading, shown or not; the number that Qt would put there says nothing.
QVariant ReadersModel::headerData(int, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(tr("Who can read this")) : QVariant();
}

QVariant ReadersModel::personData(const session::ReadingPerson &person, int role) const
{
    const QString name
        = person.person.id == m_self ? tr("%1 (you)", "one's own name").arg(person.person.name) : person.person.name;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case NoteRole:
        return readingText(person);
    case StateRole:
        return QVariant::fromValue(stateOf(person));
    case AvatarNameRole:
        return person.person.name;
    case AvatarSeedRole:
        return QVariant::fromValue(person.person.id.raw());
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "name, what can be said of it").arg(name, readingText(person));
    default:
        return {};
    }
}

QVariant ReadersModel::deviceData(const session::ReadingPerson &person, int row, int role) const
{
    const session::ReadingDevice &device = person.devices[std::size_t(row)];
    const QString name = deviceName(device, row + 1);
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case NoteRole:
        return deviceText(device);
    case StateRole:
        return QVariant::fromValue(stateOf(device));
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "name, what can be said of it").arg(name, deviceText(device));
    default:
        return {};
    }
}

} // namespace pc::ui
