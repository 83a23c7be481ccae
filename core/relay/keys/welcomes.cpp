// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/welcomes.h"

namespace pc::relay::keys {

Welcomes::Welcomes(sql::Database &database)
    : m_insertBundle(database, "INSERT INTO welcome_bundles(welcome, tree) VALUES(?, ?)")
    , m_lastBundle(database, "SELECT max(number) FROM welcome_bundles")
    , m_insert(database, "INSERT INTO welcomes(device, conversation, bundle, began, created) VALUES(?, ?, ?, ?, ?)")
    , m_next(database,
          "SELECT c.id, w.began, b.welcome, b.tree FROM welcomes w JOIN conversations c ON c.row = w.conversation "
          "JOIN welcome_bundles b ON b.number = w.bundle JOIN devices d ON d.id = w.device "
          "JOIN members m ON m.conversation = w.conversation AND m.user = d.person "
          "WHERE w.device = ? AND m.last IS NULL ORDER BY w.created, w.conversation LIMIT 1")
    , m_bundleOf(database, "SELECT bundle FROM welcomes WHERE device = ? AND conversation = ?")
    , m_drop(database, "DELETE FROM welcomes WHERE device = ? AND conversation = ?")
    , m_dropBundle(database,
          "DELETE FROM welcome_bundles WHERE number = ? AND NOT EXISTS (SELECT 1 FROM welcomes WHERE bundle = ?)")
    , m_dropAll(database, "DELETE FROM welcomes WHERE conversation = ?")
    , m_tidy(database,
          "DELETE FROM welcomes WHERE (device, conversation) IN "
          "(SELECT device, conversation FROM welcomes WHERE created < ? LIMIT ?)")
    , m_dropUnused(database,
          "DELETE FROM welcome_bundles WHERE NOT EXISTS (SELECT 1 FROM welcomes WHERE bundle = welcome_bundles.number)")
{
}

Result<void> Welcomes::add(qint64 conversation, Seq began, const std::vector<DeviceId> &devices,
    const QByteArray &welcome, const QByteArray &tree, UtcTime now)
{
    if (devices.empty())
        return {};
    for (const DeviceId device : devices) {
        if (auto dropped = drop(device, conversation); !dropped)
            return dropped;
    }
    if (auto inserted = m_insertBundle.run(welcome, tree); !inserted)
        return inserted.error();
    qint64 bundle = 0;
    {
        auto rows = m_lastBundle.query();
        if (!rows)
            return rows.error();
        if (!rows->next())
            return { Errc::Corrupt, QStringLiteral("a row was inserted and has no number") };
        bundle = rows->integer(0);
    }
    for (const DeviceId device : devices) {
        if (auto inserted = m_insert.run(device, conversation, bundle, began, now); !inserted)
            return inserted.error();
    }
    return {};
}

Result<std::optional<WaitingWelcome>> Welcomes::next(DeviceId device)
{
    auto rows = m_next.query(device);
    if (!rows)
        return rows.error();
    if (rows->next())
        return std::optional(
            WaitingWelcome { rows->id<ConversationId>(0), rows->seq(1), rows->bytes(2), rows->bytes(3) });
    if (auto end = rows->finish(); !end)
        return end.error();
    return std::optional<WaitingWelcome>();
}

Result<bool> Welcomes::isWaiting(DeviceId device, qint64 conversation)
{
    auto bundle = bundleOf(device, conversation);
    if (!bundle)
        return bundle.error();
    return bundle->has_value();
}

Result<std::optional<qint64>> Welcomes::bundleOf(DeviceId device, qint64 conversation)
{
    auto rows = m_bundleOf.query(device, conversation);
    if (!rows)
        return rows.error();
    if (rows->next())
        return std::optional(rows->integer(0));
    if (auto end = rows->finish(); !end)
        return end.error();
    return std::optional<qint64>();
}

Result<void> Welcomes::drop(DeviceId device, qint64 conversation)
{
    auto bundle = bundleOf(device, conversation);
    if (!bundle)
        return bundle.error();
    if (!*bundle)
        return {};
    if (auto dropped = m_drop.run(device, conversation); !dropped)
        return dropped.error();
    if (auto dropped = m_dropBundle.run(**bundle, **bundle); !dropped)
        return dropped.error();
    return {};
}

Result<void> Welcomes::dropAll(qint64 conversation)
{
    if (auto dropped = m_dropAll.run(conversation); !dropped)
        return dropped.error();
    return dropUnused();
}

Result<int> Welcomes::tidy(UtcTime limit, int most)
{
    auto dropped = m_tidy.run(limit, most);
    if (!dropped || *dropped == 0)
        return dropped;
    if (auto unused = dropUnused(); !unused)
        return unused.error();
    return dropped;
}

Result<void> Welcomes::dropUnused()
{
    if (auto dropped = m_dropUnused.run(); !dropped)
        return dropped.error();
    return {};
}

} // namespace pc::relay::keys
