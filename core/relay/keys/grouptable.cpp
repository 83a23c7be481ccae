// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/grouptable.h"

#include "core/crypto/qtbytes.h"

namespace pc::relay::keys {

GroupTable::GroupTable(sql::Database &database)
    : m_load(database, "SELECT generation, began, state, group_info FROM groups WHERE conversation = ?")
    , m_save(database,
          "INSERT INTO groups(conversation, generation, epoch, began, state, group_info) VALUES(?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(conversation) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch, "
          "began = excluded.began, state = excluded.state, group_info = excluded.group_info")
    , m_entitled(database,
          "SELECT d.id, d.person FROM members m JOIN devices d ON d.person = m.user "
          "WHERE m.conversation = ? AND m.last IS NULL AND d.revoked IS NULL")
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
    return std::optional(StoredGroup { quint32(rows->integer(0)), rows->seq(1), std::move(*group), rows->bytes(3) });
}

Result<void> GroupTable::save(qint64 conversation, const StoredGroup &stored)
{
    const auto saved = m_save.run(conversation, stored.generation, stored.group.context().epoch, stored.began,
        crypto::toByteArray(stored.group.serialised()), stored.groupInfo);
    if (!saved)
        return saved.error();
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
