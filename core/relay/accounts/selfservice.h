// SPDX-License-Identifier: GPL-3.0-or-later
// SelfService: what somebody who is signed in may ask about themselves and the people around them.

#pragma once

#include "core/relay/accounts/registry.h"

#include <QString>

namespace pc::relay::accounts {

inline constexpr int kLongestPage = 200;

struct Self
{
    people::Person person;
    School school;
    DeviceId device;
};

class SelfService
{
public:
    explicit SelfService(Registry &registry)
        : m_registry(registry)
    {
    }

    /// At once, from the roster. Error: Unauthenticated.
    Result<Self> self(const Actor &actor) const;

    /// Error: Invalid (not a cursor).
    void devices(const Actor &actor, const QString &after, int limit, Reply<Page<Device>> reply);

    /// Error: NotFound, for a device that is not the actor's and for none alike.
    void revokeDevice(const Actor &actor, DeviceId device, Reply<void> reply);

    /// The people of the own school whom the actor may write to, in the order of their names; with `search`, those whose
    /// name or label holds it. Error: Invalid (not a cursor).
    void directory(
        const Actor &actor, const QString &search, const QString &after, int limit, Reply<Page<people::Person>> reply);

    /// A device was connected until now: moves its and its person's last-seen times on.
    void noteSeen(const Actor &actor, UtcTime at);

private:
    Registry &m_registry;
};

} // namespace pc::relay::accounts
