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
};

class GroupTable
{
public:
    explicit GroupTable(sql::Database &database);

    Result<std::optional<StoredGroup>> load(qint64 conversation);
    Result<void> save(qint64 conversation, const StoredGroup &stored);

    /// Devices of the conversation's present members.
    Result<EntitledDevices> entitled(qint64 conversation);

private:
    sql::Statement m_load;
    sql::Statement m_save;
    sql::Statement m_entitled;
};

/// The tree as it is handed to who joins: the `optional<Node> ratchet_tree<V>` of RFC 9420 section 12.4.3.3.
QByteArray encodedTree(const mls::RatchetTree &tree);

} // namespace pc::relay::keys
