// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/devicestore.h"

#include "core/relay/accounts/cursor.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

Result<void> oneDevice(const Result<int> &changed)
{
    if (!changed)
        return changed.error();
    if (*changed != 1)
        return { Errc::NotFound, QStringLiteral("no such device") };
    return {};
}

/// Columns: id, person, name, platform, created, last_seen, not_before, revoked, whether a line of tokens goes.
Device deviceFrom(const sql::Rows &rows)
{
    return { rows.id<DeviceId>(0), rows.id<UserId>(1), rows.text(2), rows.text(3), rows.time(4), rows.time(5),
        rows.time(6), !rows.isNull(7), rows.flag(8) };
}

Result<std::vector<Device>> devicesFrom(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    std::vector<Device> devices;
    while (rows->next())
        devices.push_back(deviceFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return devices;
}

} // namespace

Result<void> DeviceStore::add(const Device &device)
{
    sql::Statement insert(m_database,
        "INSERT INTO devices (id, person, name, platform, created, last_seen, not_before) VALUES (?, ?, ?, ?, ?, ?, "
        "?)");
    return oneDevice(insert.run(
        device.id, device.user, device.name, device.platform, device.created, device.lastSeen, device.notBefore));
}

Result<Device> DeviceStore::device(DeviceId id)
{
    sql::Statement select(m_database,
        "SELECT id, person, name, platform, created, last_seen, not_before, revoked, EXISTS (SELECT 1 FROM "
        "refresh_families f WHERE f.device = devices.id AND f.revoked IS NULL) FROM devices WHERE id = ?");
    auto devices = devicesFrom(select.query(id));
    if (!devices)
        return devices.error();
    if (devices->empty())
        return { Errc::NotFound, QStringLiteral("no such device") };
    return std::move(devices->front());
}

Result<Page<Device>> DeviceStore::pageOf(UserId user, const QString &after, int limit)
{
    const auto cursor = readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    sql::Statement select(m_database,
        "SELECT id, person, name, platform, created, last_seen, not_before, revoked, EXISTS (SELECT 1 FROM "
        "refresh_families f WHERE f.device = devices.id AND f.revoked IS NULL) FROM devices "
        "WHERE person = ? AND id > ? AND revoked IS NULL ORDER BY id LIMIT ?");
    auto devices = devicesFrom(select.query(user, cursor->id, limit + 1));
    if (!devices)
        return devices.error();
    Page<Device> page { std::move(*devices), {} };
    if (int(page.items.size()) > limit) {
        page.items.resize(size_t(limit));
        page.next = writeCursor({ {}, page.items.back().id.raw() });
    }
    return page;
}

Result<std::vector<Device>> DeviceStore::everyDevice()
{
    sql::Statement select(m_database,
        "SELECT id, person, name, platform, created, last_seen, not_before, revoked, EXISTS (SELECT 1 FROM "
        "refresh_families f WHERE f.device = devices.id AND f.revoked IS NULL) FROM devices WHERE revoked IS NULL");
    return devicesFrom(select.query());
}

Result<std::vector<Device>> DeviceStore::devicesOf(UserId user)
{
    sql::Statement select(m_database,
        "SELECT id, person, name, platform, created, last_seen, not_before, revoked, EXISTS (SELECT 1 FROM "
        "refresh_families f WHERE f.device = devices.id AND f.revoked IS NULL) FROM devices "
        "WHERE person = ? AND revoked IS NULL");
    return devicesFrom(select.query(user));
}

Result<void> DeviceStore::renew(DeviceId id, const QString &name, const QString &platform, UtcTime notBefore)
{
    sql::Statement update(
        m_database, "UPDATE devices SET name = ?, platform = ?, not_before = ? WHERE id = ? AND revoked IS NULL");
    return oneDevice(update.run(name, platform, notBefore, id));
}

Result<void> DeviceStore::setNotBefore(DeviceId id, UtcTime notBefore)
{
    sql::Statement update(m_database, "UPDATE devices SET not_before = ? WHERE id = ?");
    return oneDevice(update.run(notBefore, id));
}

Result<void> DeviceStore::setLastSeen(DeviceId id, UtcTime at)
{
    sql::Statement update(m_database, "UPDATE devices SET last_seen = max(last_seen, ?) WHERE id = ?");
    return oneDevice(update.run(at, id));
}

Result<void> DeviceStore::revoke(DeviceId id, UtcTime at)
{
    sql::Statement update(m_database, "UPDATE devices SET revoked = ? WHERE id = ? AND revoked IS NULL");
    if (auto revoked = oneDevice(update.run(at, id)); !revoked)
        return revoked;
    return revokeFamilies(id, at);
}

Result<void> DeviceStore::addFamily(const RefreshFamily &family)
{
    sql::Statement insert(m_database,
        "INSERT INTO refresh_families (id, device, current, salt, rotated, expires) VALUES (?, ?, ?, ?, ?, ?)");
    return oneDevice(insert.run(family.id, family.device, family.current, family.salt, family.rotated, family.expires));
}

Result<RefreshFamily> DeviceStore::family(FamilyId id)
{
    sql::Statement select(m_database,
        "SELECT id, device, current, previous, attempt, salt, rotated, expires, revoked FROM refresh_families "
        "WHERE id = ?");
    auto rows = select.query(id);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::NotFound, QStringLiteral("no such line of tokens") };
    return RefreshFamily { rows->id<FamilyId>(0), rows->id<DeviceId>(1), rows->bytes(2), rows->bytes(3), rows->bytes(4),
        rows->bytes(5), rows->time(6), rows->time(7), !rows->isNull(8) };
}

Result<void> DeviceStore::rotate(const RefreshFamily &family)
{
    sql::Statement update(m_database,
        "UPDATE refresh_families SET current = ?, previous = ?, attempt = ?, rotated = ?, expires = ? "
        "WHERE id = ? AND revoked IS NULL");
    return oneDevice(
        update.run(family.current, family.previous, family.attempt, family.rotated, family.expires, family.id));
}

Result<void> DeviceStore::revokeFamilies(DeviceId device, UtcTime at)
{
    sql::Statement update(m_database, "UPDATE refresh_families SET revoked = ? WHERE device = ? AND revoked IS NULL");
    auto changed = update.run(at, device);
    if (!changed)
        return changed.error();
    return {};
}

Result<int> DeviceStore::forgetEndedFamilies(UtcTime limit)
{
    sql::Statement remove(m_database, "DELETE FROM refresh_families WHERE revoked < ? OR expires < ?");
    return remove.run(limit, limit);
}

} // namespace pc::relay::accounts
