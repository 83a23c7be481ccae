// SPDX-License-Identifier: GPL-3.0-or-later
// Who this device is signed in as, and small values by name.

#pragma once

#include "core/people/person.h"
#include "core/people/rules.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

struct Profile
{
    people::Person person;
    DeviceId device;
    people::SchoolPolicy policy;
    QString schoolName;

    bool operator==(const Profile &) const = default;
};

class Settings
{
public:
    explicit Settings(sql::Database &database);

    /// Nothing while nobody has signed in on this device.
    Result<std::optional<Profile>> profile();
    Result<void> saveProfile(const Profile &profile);

    /// The relay's log epoch that every stored seq belongs to; nothing before the first welcome.
    Result<std::optional<Uuid>> logEpoch();
    Result<void> setLogEpoch(const Uuid &epoch);

    Result<std::optional<QByteArray>> value(const QString &name);
    Result<void> setValue(const QString &name, const QByteArray &value);
    Result<void> removeValue(const QString &name);

private:
    sql::Statement m_profile;
    sql::Statement m_saveProfile;
    sql::Statement m_value;
    sql::Statement m_setValue;
    sql::Statement m_removeValue;
};

} // namespace pc::store
