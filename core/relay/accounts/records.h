// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of this room hold, as values.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/people/rules.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace pc::relay::accounts {

using InviteId = StrongId<struct InviteTag, Uuid>;
using FamilyId = StrongId<struct FamilyTag, Uuid>;

/// What schools begin with (schema/0007_duties.sql), and may choose.
inline constexpr int kUsualRetentionDays = 365;
inline constexpr int kLongestRetentionDays = 3'650;

struct School
{
    SchoolId id;
    QString name;
    people::SchoolPolicy policy;
    int retentionDays = kUsualRetentionDays; ///< What was said longer ago goes.

    bool operator==(const School &) const = default;
};

/// A person without what only signing in needs.
struct PersonRecord
{
    people::Person person;
    QString userName; ///< Folded; empty while they have not joined.
    bool disabled = false;
    std::optional<UtcTime> lastSeen;

    bool operator==(const PersonRecord &) const = default;
};

/// What signing in compares with.
struct Credentials
{
    UserId user;
    SchoolId school;
    QByteArray passwordHash;
    bool disabled = false;
};

struct Device
{
    DeviceId id;
    UserId user;
    QString name; ///< Foreign text.
    QString platform; ///< Foreign text.
    UtcTime created;
    UtcTime lastSeen;
    UtcTime notBefore; ///< Access tokens issued earlier are void.
    bool revoked = false;
    bool signedIn = false; ///< Has a line of refresh tokens that still goes.

    bool operator==(const Device &) const = default;
};

struct Invite
{
    InviteId id;
    SchoolId school;
    std::optional<UserId> person; ///< For this person only; else for anybody who is to join.
    people::Role role = people::Role::Guardian;
    QString label;
    UtcTime created;
    UtcTime expires;
    int maxUses = 1;
    int used = 0;

    bool operator==(const Invite &) const = default;
};

/// One page of a list; `next` is empty on the last one.
template<typename T>
struct Page
{
    std::vector<T> items;
    QString next;
};

} // namespace pc::relay::accounts
