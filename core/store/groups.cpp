// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/groups.h"

#include "core/store/rows.h"
#include "core/store/secretcolumns.h"

namespace pc::store {

namespace {

GroupRow readGroup(const sql::Rows &row)
{
    GroupRow value;
    value.conversation = row.id<ConversationId>(0);
    value.place = GroupPlace(row.number(1));
    value.generation = quint32(row.integer(2));
    value.cursor = row.seq(3);
    value.joinedAt = row.seq(4);
    value.leafSince = row.time(5);
    value.isLastResort = row.flag(6);
    value.failures = row.number(7);
    value.failingSince = row.time(8);
    return value;
}

GroupPieces readPieces(const sql::Rows &row)
{
    return { secretIn(row, 0), secretIn(row, 1), secretIn(row, 2), {} };
}

} // namespace

Groups::Groups(sql::Database &database)
    : m_find(database,
        "SELECT conversation, place, generation, cursor, joined_at, leaf_since, last_resort, failures, failing_since"
        " FROM groups WHERE conversation = ?")
    // No REPLACE: other tables point at the row.
    , m_save(database,
          "INSERT INTO groups (conversation, place, generation, cursor, joined_at, leaf_since, last_resort, failures,"
          " failing_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT DO UPDATE SET place = excluded.place, generation = excluded.generation,"
          " cursor = excluded.cursor, joined_at = excluded.joined_at, leaf_since = excluded.leaf_since,"
          " last_resort = excluded.last_resort, failures = excluded.failures, failing_since = excluded.failing_since")
    , m_pieces(database, "SELECT epoch, nodes, proposals FROM group_epochs WHERE conversation = ?")
    , m_senders(database, "SELECT leaf, ratchets FROM group_senders WHERE conversation = ?")
    , m_savePieces(database,
          "INSERT INTO group_epochs (conversation, epoch, nodes, proposals) VALUES (?, ?, ?, ?)"
          " ON CONFLICT DO UPDATE SET epoch = excluded.epoch, nodes = excluded.nodes, proposals = excluded.proposals")
    , m_saveNodes(database, "UPDATE group_epochs SET nodes = ? WHERE conversation = ?")
    , m_saveProposals(database, "UPDATE group_epochs SET proposals = ? WHERE conversation = ?")
    , m_saveSender(database, "INSERT OR REPLACE INTO group_senders (conversation, leaf, ratchets) VALUES (?, ?, ?)")
    , m_removePieces(database, "DELETE FROM group_epochs WHERE conversation = ?")
    , m_removeSenders(database, "DELETE FROM group_senders WHERE conversation = ?")
    , m_removeAllSenders(database, "DELETE FROM group_senders")
    , m_removeAllPieces(database, "DELETE FROM group_epochs")
    , m_leaveAll(database, "UPDATE groups SET place = 1, failures = 0 WHERE place <> 0")
    , m_addSealed(database, "INSERT OR IGNORE INTO sealed_messages (conversation, message) VALUES (?, ?)")
    , m_isSealed(database, "SELECT count(*) FROM sealed_messages WHERE conversation = ? AND message = ?")
    , m_removeSealed(database, "DELETE FROM sealed_messages WHERE conversation = ? AND message = ?")
    , m_removeAllSealed(database, "DELETE FROM sealed_messages WHERE conversation = ?")
{
}

Result<std::optional<GroupRow>> Groups::find(ConversationId conversation)
{
    return firstRow(m_find.query(conversation), readGroup);
}

Result<void> Groups::save(const GroupRow &row)
{
    return done(m_save.run(row.conversation, row.place, row.generation, row.cursor, row.joinedAt, row.leafSince,
        row.isLastResort, row.failures, row.failingSince));
}

Result<std::optional<GroupPieces>> Groups::pieces(ConversationId conversation)
{
    auto pieces = firstRow(m_pieces.query(conversation), readPieces);
    if (!pieces || !*pieces)
        return pieces;
    auto senders = allRows(m_senders.query(conversation),
        [](const sql::Rows &row) { return std::pair(quint32(row.integer(0)), secretIn(row, 1)); });
    if (!senders)
        return senders.error();
    for (auto &[leaf, ratchets] : *senders)
        (*pieces)->senders.emplace(leaf, std::move(ratchets));
    return pieces;
}

Result<void> Groups::savePieces(ConversationId conversation, const GroupPieces &pieces)
{
    if (auto saved = m_savePieces.run(conversation, bound(pieces.epoch), bound(pieces.nodes), bound(pieces.proposals));
        !saved)
        return saved.error();
    if (auto removed = m_removeSenders.run(conversation); !removed)
        return removed.error();
    return saveSenders(conversation, pieces);
}

Result<void> Groups::saveSenders(ConversationId conversation, const GroupPieces &pieces)
{
    for (const auto &[leaf, ratchets] : pieces.senders) {
        if (auto saved = saveSender(conversation, leaf, ratchets); !saved)
            return saved;
    }
    return {};
}

Result<void> Groups::saveNodes(ConversationId conversation, const crypto::WipingBytes &nodes)
{
    return done(m_saveNodes.run(bound(nodes), conversation));
}

Result<void> Groups::saveProposals(ConversationId conversation, const crypto::WipingBytes &proposals)
{
    return done(m_saveProposals.run(bound(proposals), conversation));
}

Result<void> Groups::saveSender(ConversationId conversation, quint32 leaf, const crypto::WipingBytes &ratchets)
{
    return done(m_saveSender.run(conversation, leaf, bound(ratchets)));
}

Result<void> Groups::removePieces(ConversationId conversation)
{
    if (auto removed = m_removeSenders.run(conversation); !removed)
        return removed.error();
    return done(m_removePieces.run(conversation));
}

Result<void> Groups::leaveAll()
{
    if (auto removed = m_removeAllSenders.run(); !removed)
        return removed.error();
    if (auto removed = m_removeAllPieces.run(); !removed)
        return removed.error();
    return done(m_leaveAll.run());
}

Result<void> Groups::addSealed(ConversationId conversation, MessageId message)
{
    return done(m_addSealed.run(conversation, message));
}

Result<bool> Groups::isSealed(ConversationId conversation, MessageId message)
{
    auto count = oneInteger(m_isSealed.query(conversation, message));
    if (!count)
        return count.error();
    return *count > 0;
}

Result<void> Groups::removeSealed(ConversationId conversation, MessageId message)
{
    return done(m_removeSealed.run(conversation, message));
}

Result<void> Groups::removeAllSealed(ConversationId conversation)
{
    return done(m_removeAllSealed.run(conversation));
}

} // namespace pc::store
