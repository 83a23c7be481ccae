// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/keypackages.h"

namespace pc::relay::keys {

namespace {

} // namespace

KeyPackages::KeyPackages(sql::Database &database)
    : m_insert(database,
        "INSERT INTO key_packages(ref, person, device, last_resort, expires, package) SELECT ?, ?, ?, ?, ?, ? "
        "WHERE NOT EXISTS (SELECT 1 FROM devices WHERE id = ? AND revoked IS NOT NULL) ON CONFLICT DO NOTHING")
    , m_dropLastResort(
          database, "DELETE FROM key_packages WHERE device = ? AND last_resort = 1 AND claimed IS NULL AND ref <> ?")
    , m_count(database,
          "SELECT count(*) FROM key_packages WHERE device = ? AND last_resort = 0 AND claimed IS NULL AND expires > ?")
    , m_next(database,
          "SELECT number, last_resort, package FROM key_packages WHERE device = ? AND claimed IS NULL AND expires > ? "
          "ORDER BY last_resort, number LIMIT 1")
    , m_use(database, "UPDATE key_packages SET claimed = ?, package = NULL WHERE number = ? AND claimed IS NULL")
    , m_device(database, "SELECT device FROM key_packages WHERE ref = ?")
    , m_expire(database,
          "DELETE FROM key_packages WHERE number IN "
          "(SELECT number FROM key_packages WHERE claimed IS NULL AND expires <= ? LIMIT ?)")
    , m_forgetClaimed(database,
          "DELETE FROM key_packages WHERE number IN "
          "(SELECT number FROM key_packages WHERE claimed IS NOT NULL AND claimed < ? LIMIT ?)")
{
}

Result<void> KeyPackages::put(const PublishedPackage &package)
{
    if (package.isLastResort) {
        if (auto dropped = m_dropLastResort.run(package.device, package.ref); !dropped)
            return dropped.error();
    }
    return sql::done(m_insert.run(package.ref, package.user, package.device, package.isLastResort, package.expires,
        package.package, package.device));
}

Result<int> KeyPackages::count(DeviceId device, UtcTime now)
{
    auto rows = m_count.query(device, now);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return rows->finish() ? Result<int>(0) : Result<int>(rows->finish().error());
    return rows->number(0);
}

Result<std::optional<QByteArray>> KeyPackages::claim(DeviceId device, UtcTime now)
{
    qint64 number = 0;
    bool isLastResort = false;
    QByteArray package;
    {
        auto rows = m_next.query(device, now);
        if (!rows)
            return rows.error();
        if (!rows->next()) {
            if (auto end = rows->finish(); !end)
                return end.error();
            return std::optional<QByteArray>();
        }
        number = rows->integer(0);
        isLastResort = rows->flag(1);
        package = rows->bytes(2);
    }
    if (!isLastResort) {
        if (auto used = m_use.run(now, number); !used)
            return used.error();
    }
    return std::optional(package);
}

Result<std::optional<DeviceId>> KeyPackages::deviceOf(const QByteArray &ref)
{
    auto rows = m_device.query(ref);
    if (!rows)
        return rows.error();
    if (rows->next())
        return std::optional(rows->id<DeviceId>(0));
    if (auto end = rows->finish(); !end)
        return end.error();
    return std::optional<DeviceId>();
}

Result<int> KeyPackages::tidy(UtcTime now, UtcTime limit, int most)
{
    auto expired = m_expire.run(now, most);
    if (!expired)
        return expired;
    auto forgotten = m_forgetClaimed.run(limit, most);
    if (!forgotten)
        return forgotten;
    return *expired + *forgotten;
}

} // namespace pc::relay::keys
