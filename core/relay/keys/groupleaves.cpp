// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/groupleaves.h"

namespace pc::relay::keys {

namespace {

Result<std::vector<ConversationId>> conversationsOf(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    std::vector<ConversationId> found;
    while (rows->next())
        found.push_back(rows->id<ConversationId>(0));
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

} // namespace

GroupLeaves::GroupLeaves(sql::Database &database)
    : m_put(database,
        "INSERT INTO group_leaves(conversation, device, person) VALUES(?, ?, ?) "
        "ON CONFLICT(conversation, device) DO UPDATE SET person = excluded.person, ended = 0")
    , m_drop(database, "DELETE FROM group_leaves WHERE conversation = ? AND device = ?")
    , m_dropAll(database, "DELETE FROM group_leaves WHERE conversation = ?")
    , m_has(database, "SELECT 1 FROM group_leaves WHERE conversation = ? AND device = ?")
    , m_ended(database,
          "SELECT device, person FROM group_leaves WHERE conversation = ? AND ended = 1 ORDER BY device LIMIT ?")
    , m_leftBehind(database,
          "SELECT c.id FROM group_leaves l JOIN conversations c ON c.row = l.conversation "
          "WHERE l.device = ? AND l.ended = 1 ORDER BY l.conversation LIMIT ?")
    , m_wanting(database,
          "SELECT c.id FROM members m JOIN conversations c ON c.row = m.conversation "
          "JOIN groups g ON g.conversation = m.conversation WHERE m.user = ? AND m.last IS NULL AND (g.frozen = 1 "
          "OR EXISTS (SELECT 1 FROM group_leaves l WHERE l.conversation = m.conversation AND l.ended = 1)) "
          "ORDER BY m.conversation LIMIT ?")
{
}

Result<void> GroupLeaves::put(qint64 conversation, const GroupLeaf &leaf)
{
    return sql::done(m_put.run(conversation, leaf.device, leaf.user));
}

Result<void> GroupLeaves::drop(qint64 conversation, DeviceId device)
{
    return sql::done(m_drop.run(conversation, device));
}

Result<void> GroupLeaves::dropAll(qint64 conversation)
{
    return sql::done(m_dropAll.run(conversation));
}

Result<bool> GroupLeaves::has(qint64 conversation, DeviceId device)
{
    auto rows = m_has.query(conversation, device);
    if (!rows)
        return rows.error();
    if (rows->next())
        return true;
    if (auto end = rows->finish(); !end)
        return end.error();
    return false;
}

Result<std::vector<GroupLeaf>> GroupLeaves::ended(qint64 conversation, int limit)
{
    auto rows = m_ended.query(conversation, limit);
    if (!rows)
        return rows.error();
    std::vector<GroupLeaf> found;
    while (rows->next())
        found.push_back({ rows->id<DeviceId>(0), rows->id<UserId>(1) });
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<std::vector<ConversationId>> GroupLeaves::leftBehind(DeviceId device, int limit)
{
    return conversationsOf(m_leftBehind.query(device, limit));
}

Result<std::vector<ConversationId>> GroupLeaves::wanting(UserId user, int limit)
{
    return conversationsOf(m_wanting.query(user, limit));
}

} // namespace pc::relay::keys
