// SPDX-License-Identifier: GPL-3.0-or-later
// Groups: where this device stands in each conversation's group, and the group itself in the pieces of core/mls/group.h.
// What they mean is core/groups' to know.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/crypto/wipingbytes.h"
#include "core/sql/statement.h"

#include <map>
#include <optional>

namespace pc::store {

/// Pinned: a number on users' disks.
enum class GroupPlace : quint8 {
    None = 0,
    Outside = 1,
    Joined = 2,
    Broken = 3,
};

struct GroupRow
{
    ConversationId conversation;
    GroupPlace place = GroupPlace::None;
    quint32 generation = 0;
    Seq cursor;
    Seq joinedAt;
    UtcTime leafSince;
    bool isLastResort = false; ///< It came in by a package that others may have been added by, too.
    int failures = 0; ///< Within an hour of failingSince.
    UtcTime failingSince;

    bool operator==(const GroupRow &) const = default;
};

struct GroupPieces
{
    crypto::WipingBytes epoch;
    crypto::WipingBytes nodes;
    crypto::WipingBytes proposals;
    std::map<quint32, crypto::WipingBytes> senders;
};

class Groups
{
public:
    explicit Groups(sql::Database &database);

    Result<std::optional<GroupRow>> find(ConversationId conversation);
    Result<void> save(const GroupRow &row);

    /// Nothing when this device is not in the group.
    Result<std::optional<GroupPieces>> pieces(ConversationId conversation);

    /// All of them, in the place of what is there. The row must be there.
    Result<void> savePieces(ConversationId conversation, const GroupPieces &pieces);
    Result<void> saveNodes(ConversationId conversation, const crypto::WipingBytes &nodes);
    Result<void> saveProposals(ConversationId conversation, const crypto::WipingBytes &proposals);
    Result<void> saveSender(ConversationId conversation, quint32 leaf, const crypto::WipingBytes &ratchets);
    Result<void> removePieces(ConversationId conversation);

    /// This device signed in as another one: every group is to be joined anew, from where the log was read.
    Result<void> leaveAll();

    // Messages of ours that were sealed and did not come by in the log yet.
    Result<void> addSealed(ConversationId conversation, MessageId message);
    Result<bool> isSealed(ConversationId conversation, MessageId message);
    Result<void> removeSealed(ConversationId conversation, MessageId message);
    Result<void> removeAllSealed(ConversationId conversation);

private:
    Result<void> saveSenders(ConversationId conversation, const GroupPieces &pieces);

    sql::Statement m_find;
    sql::Statement m_save;
    sql::Statement m_pieces;
    sql::Statement m_senders;
    sql::Statement m_savePieces;
    sql::Statement m_saveNodes;
    sql::Statement m_saveProposals;
    sql::Statement m_saveSender;
    sql::Statement m_removePieces;
    sql::Statement m_removeSenders;
    sql::Statement m_removeAllSenders;
    sql::Statement m_removeAllPieces;
    sql::Statement m_leaveAll;
    sql::Statement m_addSealed;
    sql::Statement m_isSealed;
    sql::Statement m_removeSealed;
    sql::Statement m_removeAllSealed;
};

} // namespace pc::store
