// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/roster.h"

#include <mutex>

namespace pc::relay::accounts {

namespace {

/// Tokens tell their time in whole seconds: one issued in the second of the sign-in is not older than it.
UtcTime wholeSecond(UtcTime time)
{
    return utcFromMilliseconds(toMilliseconds(time) / 1000 * 1000);
}

} // namespace

void Roster::load(
    const std::vector<School> &schools, const std::vector<PersonRecord> &people, const std::vector<Device> &devices)
{
    const std::unique_lock lock(m_mutex);
    m_schools.clear();
    m_people.clear();
    m_devices.clear();
    for (const School &school : schools)
        m_schools.insert(school.id, school);
    for (const PersonRecord &person : people)
        putLocked(person);
    for (const Device &device : devices)
        putLocked(device);
}

Result<Actor> Roster::actor(const Claims &claims) const
{
    const std::shared_lock lock(m_mutex);
    auto actor = actorLocked(claims.user, claims.device, claims.issued);
    if (actor && actor->school != claims.school)
        return { Errc::Unauthenticated, QStringLiteral("signed in elsewhere") };
    return actor;
}

Result<Actor> Roster::actor(UserId user, DeviceId device) const
{
    const std::shared_lock lock(m_mutex);
    return actorLocked(user, device, std::nullopt);
}

std::optional<people::Person> Roster::person(UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_people.constFind(user);
    return found == m_people.constEnd() ? std::nullopt : std::optional(found->person);
}

bool Roster::isActive(UserId user) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_people.constFind(user);
    return found != m_people.constEnd() && found->joined && !found->disabled;
}

std::optional<School> Roster::school(SchoolId school) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_schools.constFind(school);
    return found == m_schools.constEnd() ? std::nullopt : std::optional(*found);
}

people::SchoolPolicy Roster::policy(SchoolId id) const
{
    const auto found = school(id);
    return found ? found->policy : people::SchoolPolicy {};
}

void Roster::put(const School &school)
{
    const std::unique_lock lock(m_mutex);
    m_schools.insert(school.id, school);
}

void Roster::put(const PersonRecord &person)
{
    const std::unique_lock lock(m_mutex);
    putLocked(person);
}

void Roster::put(const Device &device)
{
    const std::unique_lock lock(m_mutex);
    putLocked(device);
}

Result<Actor> Roster::actorLocked(UserId user, DeviceId device, std::optional<UtcTime> issued) const
{
    const auto known = m_devices.constFind(device);
    const auto person = m_people.constFind(user);
    if (known == m_devices.constEnd() || person == m_people.constEnd() || known->user != user || person->disabled)
        return { Errc::Unauthenticated, QStringLiteral("signed out") };
    if (issued && *issued < known->notBefore)
        return { Errc::Unauthenticated, QStringLiteral("signed out since") };
    return Actor { user, person->person.role, person->person.school, device };
}

void Roster::putLocked(const PersonRecord &person)
{
    m_people.insert(person.person.id, { person.person, !person.userName.isEmpty(), person.disabled });
}

void Roster::putLocked(const Device &device)
{
    if (device.signedIn && !device.revoked)
        m_devices.insert(device.id, { device.user, wholeSecond(device.notBefore) });
    else
        m_devices.remove(device.id);
}

} // namespace pc::relay::accounts
