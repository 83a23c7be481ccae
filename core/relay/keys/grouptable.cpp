// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/grouptable.h"

#include "core/crypto/qtbytes.h"

namespace pc::relay::keys {

GroupTable::GroupTable(sql::Database &database)
    : m_load(database, "SELECT generation, began, state, group_info, frozen FROM groups WHERE conversation = ?")
    , m_save(database,
          "INSERT INTO groups(conversation, generation, epoch, began, state, group_info, frozen) "
          "VALUES(?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(conversation) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch, "
          "began = excluded.began, state = excluded.state, group_info = excluded.group_info, frozen = excluded.frozen")
    , m_entitled(database,
          "SELECT d.id, d.person FROM members m JOIN devices d ON d.person = m.user "
          "WHERE m.conversation = ? AND m.last IS NULL AND d.revoked IS NULL")
    , m_standing(database, "SELECT generation, began, frozen FROM groups WHERE conversation = ?")
    , m_freeze(database, "UPDATE groups SET frozen = 1 WHERE conversation = ?")
{
}

Result<std::optional<StoredGroup>> GroupTable::load(qint64 conversation)
{
    auto rows = m_load.query(conversation);
    if (!rows)
        return rows.error();
    if (!rows->next()) {
        if (auto end = rows->finish(); !end)
            return end.error();
        return std::optional<StoredGroup>();
    }
    auto group = mls::PublicGroup::fromSerialised(crypto::viewOf(rows->bytes(2)));
    if (!group)
        return { Errc::Corrupt, QStringLiteral("the state of a group is damaged") };
    return std::optional(
        StoredGroup { quint32(rows->integer(0)), rows->seq(1), std::move(*group), rows->bytes(3), rows->flag(4) });
}

Result<void> GroupTable::save(qint64 conversation, const StoredGroup &stored)
{
    const auto saved = m_save.run(conversation, stored.generation, stored.group.context().epoch, stored.began,
        crypto::toByteArray(stored.group.serialised()), stored.groupInfo, stored.isFrozen);
    if (!saved)
        return saved.error();
    return {};
}

Result<std::optional<GroupStanding>> GroupTable::standing(qint64 conversation)
{
    auto rows = m_standing.query(conversation);
    if (!rows)
        return rows.error();
    if (rows->next())
        return std::optional(GroupStanding { quint32(rows->integer(0)), rows->seq(1), rows->flag(2) });
    if (auto end = rows->finish(); !end)
        return end.error();
    return std::optional<GroupStanding>();
}

Result<void> GroupTable::freeze(qint64 conversation)
{
    if (auto done = m_freeze.run(conversation); !done)
        return done.error();
    return {};
}

Result<EntitledDevices> GroupTable::entitled(qint64 conversation)
{
    auto rows = m_entitled.query(conversation);
    if (!rows)
        return rows.error();
    EntitledDevices devices;
    while (rows->next())
        devices.emplace(rows->id<DeviceId>(0), rows->id<UserId>(1));
    if (auto end = rows->finish(); !end)
        return end.error();
    return devices;
}

QByteArray encodedTree(const mls::RatchetTree &tree)
{
    mls::Writer out;
    out(tree.nodes());
    return crypto::toByteArray(out.bytes());
}

} // namespace pc::relay::keys
