// SPDX-License-Identifier: GPL-3.0-or-later
// The members of one conversation as rows, with the roles of ui::PeopleModel so that one delegate paints both: staff
// first, then by name.

#pragma once

#include "core/chat/conversation.h"
#include "core/people/presence.h"

#include <QAbstractListModel>
#include <QHash>

#include <vector>

namespace pc::window {

class MembersModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setMembers(const std::vector<chat::Member> &members, UserId self);
    void setPresence(UserId user, const people::Presence &presence);
    void clearPresence();

    const chat::Member &member(int row) const { return m_members[std::size_t(row)]; }
    people::Presence presence(UserId user) const { return m_presence.value(user); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString label(const chat::Member &member) const;

    std::vector<chat::Member> m_members;
    QHash<UserId, people::Presence> m_presence;
    UserId m_self;
};

} // namespace pc::window
