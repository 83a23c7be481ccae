// SPDX-License-Identifier: GPL-3.0-or-later
// GroupLeaves: who has a leaf in each conversation's group, as a table beside the public tree, so that nobody has to read a
// tree to learn whether a device is in it, or which leaves are to go because their device was signed out.
//
// Thread: the writer's, inside its transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/sql/statement.h"

#include <vector>

namespace pc::relay::keys {

struct GroupLeaf
{
    DeviceId device;
    UserId user;

    bool operator==(const GroupLeaf &) const = default;
};

class GroupLeaves
{
public:
    explicit GroupLeaves(sql::Database &database);

    Result<void> put(qint64 conversation, const GroupLeaf &leaf);
    Result<void> drop(qint64 conversation, DeviceId device);

    /// The group was begun anew.
    Result<void> dropAll(qint64 conversation);

    Result<bool> has(qint64 conversation, DeviceId device);

    /// Those whose device was signed out.
    Result<std::vector<GroupLeaf>> ended(qint64 conversation, int limit);

    /// The groups that such a device still has a leaf in.
    Result<std::vector<ConversationId>> leftBehind(DeviceId device, int limit);

    /// Conversations of that person whose groups want something: a leaf is to go, or the group is frozen.
    Result<std::vector<ConversationId>> wanting(UserId user, int limit);

private:
    sql::Statement m_put;
    sql::Statement m_drop;
    sql::Statement m_dropAll;
    sql::Statement m_has;
    sql::Statement m_ended;
    sql::Statement m_leftBehind;
    sql::Statement m_wanting;
};

} // namespace pc::relay::keys
