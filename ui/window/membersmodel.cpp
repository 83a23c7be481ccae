// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/membersmodel.h"

#include "core/people/rules.h"
#include "ui/models/peoplemodel.h"
#include "ui/sidebar/persondelegate.h"

#include <QStringList>

#include <algorithm>

namespace pc::window {

using People = ui::PeopleModel;

void MembersModel::setMembers(const std::vector<chat::Member> &members, UserId self)
{
    beginResetModel();
    m_members = members;
    m_self = self;
    std::sort(m_members.begin(), m_members.end(), [](const chat::Member &a, const chat::Member &b) {
        const bool first = people::isStaff(a.person.role);
        const bool second = people::isStaff(b.person.role);
        if (first != second)
            return first;
        return QString::localeAwareCompare(a.person.name, b.person.name) < 0;
    });
    endResetModel();
}

void MembersModel::setPresence(UserId user, const people::Presence &presence)
{
    m_presence.insert(user, presence);
    for (int row = 0; row < rowCount(); ++row) {
        if (member(row).person.id == user)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

void MembersModel::clearPresence()
{
    m_presence.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int MembersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_members.size());
}

QVariant MembersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const chat::Member &one = member(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case People::NameRole:
        return one.person.id == m_self ? tr("%1 (you)", "one's own name").arg(one.person.name) : one.person.name;
    case sidebar::PersonDelegate::kAvatarNameRole:
        return one.person.name;
    case People::IdRole:
        return QVariant::fromValue(one.person.id);
    case People::LabelRole:
        return label(one);
    case People::StaffRole:
        return people::isStaff(one.person.role);
    case People::AvatarSeedRole:
        return QVariant::fromValue(one.person.id.raw());
    case sidebar::PersonDelegate::kPresenceRole:
        return QVariant::fromValue(presence(one.person.id).status);
    case Qt::AccessibleTextRole:
        return QStringList { one.person.name, label(one) }.join(QStringLiteral(", "));
    default:
        return {};
    }
}

QString MembersModel::label(const chat::Member &one) const
{
    QStringList parts;
    if (!one.person.label.isEmpty())
        parts.append(one.person.label);
    if (one.role == chat::MemberRole::Owner)
        parts.append(tr("looks after this group", "beside the name of a group's owner"));
    return parts.join(QStringLiteral(" · "));
}

} // namespace pc::window
