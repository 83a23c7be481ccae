// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/settings.h"

#include "core/store/rows.h"

namespace pc::store {

namespace {

constexpr QLatin1StringView kLogEpoch("log_epoch");

} // namespace

Settings::Settings(sql::Database &database)
    : m_profile(database,
        "SELECT user, device, school, name, role, label, school_name, guardians_write_guardians,"
        " guardians_create_groups FROM profile")
    , m_saveProfile(database,
          "INSERT OR REPLACE INTO profile (one, user, device, school, name, role, label, school_name,"
          " guardians_write_guardians, guardians_create_groups) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_value(database, "SELECT value FROM settings WHERE name = ?")
    , m_setValue(database, "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)")
    , m_removeValue(database, "DELETE FROM settings WHERE name = ?")
{
}

Result<std::optional<Profile>> Settings::profile()
{
    return firstRow(m_profile.query(), [](const sql::Rows &row) {
        Profile profile;
        profile.person
            = { row.id<UserId>(0), row.id<SchoolId>(2), row.text(3), people::Role(row.number(4)), row.text(5) };
        profile.device = row.id<DeviceId>(1);
        profile.schoolName = row.text(6);
        profile.policy = { row.flag(7), row.flag(8) };
        return profile;
    });
}

Result<void> Settings::saveProfile(const Profile &profile)
{
    const people::Person &person = profile.person;
    return done(m_saveProfile.run(person.id, profile.device, person.school, person.name, person.role, person.label,
        profile.schoolName, profile.policy.guardiansMayWriteToGuardians, profile.policy.guardiansMayCreateGroups));
}

Result<std::optional<Uuid>> Settings::logEpoch()
{
    auto bytes = value(QString(kLogEpoch));
    if (!bytes)
        return bytes.error();
    return *bytes ? Uuid::fromBytes(**bytes) : std::nullopt;
}

Result<void> Settings::setLogEpoch(const Uuid &epoch)
{
    return setValue(QString(kLogEpoch), epoch.toByteArray());
}

Result<std::optional<QByteArray>> Settings::value(const QString &name)
{
    return firstRow(m_value.query(name), [](const sql::Rows &row) { return row.bytes(0); });
}

Result<void> Settings::setValue(const QString &name, const QByteArray &value)
{
    return done(m_setValue.run(name, value));
}

Result<void> Settings::removeValue(const QString &name)
{
    return done(m_removeValue.run(name));
}

} // namespace pc::store
