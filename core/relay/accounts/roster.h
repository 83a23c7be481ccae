// SPDX-License-Identifier: GPL-3.0-or-later
// Roster: who belongs here, in memory, so that each frame is judged without SQL: people, their schools and devices, as
// they stand after the last commit. Loaded once, then told of each change by Accounts. About 400 bytes a person and 100 a
// device that is signed in; nothing else grows it.
//
// Thread: any.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/actor.h"
#include "core/relay/accounts/jwt.h"
#include "core/relay/accounts/records.h"

#include <QHash>

#include <optional>
#include <shared_mutex>

namespace pc::relay::accounts {

class Roster
{
public:
    void load(const std::vector<School> &schools, const std::vector<PersonRecord> &people,
        const std::vector<Device> &devices);

    /// Who a verified token speaks for at this moment. Error: Unauthenticated (device signed out or revoked, person disabled,
    /// token older than the last sign-in).
    Result<Actor> actor(const Claims &claims) const;

    /// The same for a device that is connected: its role may have changed, or its person been disabled, since.
    Result<Actor> actor(UserId user, DeviceId device) const;

    /// Also of people who have not joined or are disabled: their messages stay.
    std::optional<people::Person> person(UserId user) const;

    /// Has joined and is not disabled: can be written to.
    bool isActive(UserId user) const;

    std::optional<School> school(SchoolId school) const;

    /// The policy of that school; the strictest for one that is not known.
    people::SchoolPolicy policy(SchoolId school) const;

    void put(const School &school);
    void put(const PersonRecord &person);

    /// Forgets a device that is revoked or signed out.
    void put(const Device &device);

private:
    struct PersonEntry
    {
        people::Person person;
        bool joined = false;
        bool disabled = false;
    };

    struct DeviceEntry
    {
        UserId user;
        UtcTime notBefore;
    };

    Result<Actor> actorLocked(UserId user, DeviceId device, std::optional<UtcTime> issued) const;
    void putLocked(const PersonRecord &person);
    void putLocked(const Device &device);

    mutable std::shared_mutex m_mutex;
    QHash<SchoolId, School> m_schools;
    QHash<UserId, PersonEntry> m_people;
    QHash<DeviceId, DeviceEntry> m_devices;
};

} // namespace pc::relay::accounts
