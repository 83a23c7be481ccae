// SPDX-License-Identifier: GPL-3.0-or-later
// GroupTable: the relay's public view of each conversation's group, one row as of its present epoch, and whose devices may
// be in it.
//
// Thread: the writer's, inside its transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/mls_public/publicgroup.h"
#include "core/relay/keys/grouppolicy.h"
#include "core/sql/statement.h"

#include <QByteArray>

#include <optional>

namespace pc::relay::keys {

struct StoredGroup
{
    quint32 generation = 0;
    Seq began; ///< The entry that began the present epoch.
    mls::PublicGroup group;
    QByteArray groupInfo; ///< A whole MLSMessage, without the tree.
    bool isFrozen = false; ///< Members could not process a commit: it takes no more of them.
};

struct GroupStanding
{
    quint32 generation = 0;
    Seq began;
    bool isFrozen = false;
};

class GroupTable
{
public:
    explicit GroupTable(sql::Database &database);

    Result<std::optional<StoredGroup>> load(qint64 conversation);
    Result<void> save(qint64 conversation, const StoredGroup &stored);

    /// What can be told without reading the tree; nothing where there is no group.
    Result<std::optional<GroupStanding>> standing(qint64 conversation);

    Result<void> freeze(qint64 conversation);

    /// Devices of the conversation's present members.
    Result<EntitledDevices> entitled(qint64 conversation);

private:
    sql::Statement m_load;
    sql::Statement m_save;
    sql::Statement m_entitled;
    sql::Statement m_standing;
    sql::Statement m_freeze;
};

/// The tree as it is handed to who joins: the `optional<Node> ratchet_tree<V>` of RFC 9420 section 12.4.3.3.
QByteArray encodedTree(const mls::RatchetTree &tree);

} // namespace pc::relay::keys
