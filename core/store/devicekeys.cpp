// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/devicekeys.h"

#include "core/store/rows.h"
#include "core/store/secretcolumns.h"

namespace pc::store {

namespace {

DeviceIdentityRow readIdentity(const sql::Rows &row)
{
    return { secretIn(row, 0), secretIn(row, 1), secretIn(row, 2), row.bytes(3) };
}

KeyPackageRow readPackage(const sql::Rows &row)
{
    return { row.bytes(0), secretIn(row, 1), row.bytes(2), row.flag(3), row.flag(4), row.time(5) };
}

} // namespace

DeviceKeys::DeviceKeys(sql::Database &database)
    : m_identity(database, "SELECT account_seed, leaf_seed, box_key, certificate FROM device_identity WHERE one = 1")
    , m_saveIdentity(database,
          "INSERT OR REPLACE INTO device_identity (one, account_seed, leaf_seed, box_key, certificate) "
          "VALUES (1, ?, ?, ?, ?)")
    , m_ownList(database, "SELECT entry FROM own_list_entries ORDER BY number")
    , m_dropOwnList(database, "DELETE FROM own_list_entries")
    , m_addToOwnList(database, "INSERT INTO own_list_entries (number, entry) VALUES (?, ?)")
    , m_add(database,
          "INSERT INTO key_packages (ref, bundle, package, last_resort, used, expires) VALUES (?, ?, ?, ?, ?, ?)")
    , m_find(database, "SELECT ref, bundle, package, last_resort, used, expires FROM key_packages WHERE ref = ?")
    , m_remove(database, "DELETE FROM key_packages WHERE ref = ?")
    , m_markUsed(database, "UPDATE key_packages SET used = 1 WHERE ref = ?")
    , m_notUploaded(
          database, "SELECT package FROM key_packages WHERE uploaded = 0 AND retired IS NULL ORDER BY expires, ref")
    , m_markUploaded(database, "UPDATE key_packages SET uploaded = 1 WHERE uploaded = 0")
    , m_freshLastResort(database,
          "SELECT count(*) FROM key_packages WHERE last_resort = 1 AND used = 0 AND retired IS NULL AND expires > ?")
    , m_retire(database, "UPDATE key_packages SET retired = ? WHERE last_resort = 1 AND retired IS NULL")
    , m_tidy(database, "DELETE FROM key_packages WHERE expires < ? OR retired < ?")
    , m_removeAll(database, "DELETE FROM key_packages")
{
}

Result<std::optional<DeviceIdentityRow>> DeviceKeys::identity()
{
    return firstRow(m_identity.query(), readIdentity);
}

Result<void> DeviceKeys::saveIdentity(const DeviceIdentityRow &identity)
{
    return done(m_saveIdentity.run(
        bound(identity.accountSeed), bound(identity.leafSeed), bound(identity.boxKey), identity.certificate));
}

Result<std::vector<QByteArray>> DeviceKeys::ownList()
{
    return allRows(m_ownList.query(), [](const sql::Rows &row) { return row.bytes(0); });
}

Result<void> DeviceKeys::saveOwnList(const std::vector<QByteArray> &entries)
{
    if (auto dropped = m_dropOwnList.run(); !dropped)
        return dropped.error();
    qint64 number = 0;
    for (const QByteArray &entry : entries) {
        if (auto added = m_addToOwnList.run(++number, entry); !added)
            return added.error();
    }
    return {};
}

Result<void> DeviceKeys::addPackage(const KeyPackageRow &package)
{
    return done(m_add.run(
        package.ref, bound(package.bundle), package.package, package.isLastResort, package.isUsed, package.expires));
}

Result<std::optional<KeyPackageRow>> DeviceKeys::findPackage(const QByteArray &ref)
{
    return firstRow(m_find.query(ref), readPackage);
}

Result<void> DeviceKeys::removePackage(const QByteArray &ref)
{
    return done(m_remove.run(ref));
}

Result<void> DeviceKeys::markUsed(const QByteArray &ref)
{
    return done(m_markUsed.run(ref));
}

Result<std::vector<QByteArray>> DeviceKeys::notUploaded()
{
    return allRows(m_notUploaded.query(), [](const sql::Rows &row) { return row.bytes(0); });
}

Result<void> DeviceKeys::markUploaded()
{
    return done(m_markUploaded.run());
}

Result<bool> DeviceKeys::hasFreshLastResort(UtcTime time)
{
    auto count = oneInteger(m_freshLastResort.query(time));
    if (!count)
        return count.error();
    return *count > 0;
}

Result<void> DeviceKeys::retireLastResorts(UtcTime now)
{
    return done(m_retire.run(now));
}

Result<void> DeviceKeys::tidy(UtcTime expired, UtcTime retired)
{
    return done(m_tidy.run(expired, retired));
}

Result<void> DeviceKeys::removeAllPackages()
{
    return done(m_removeAll.run());
}

} // namespace pc::store
