// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay's HTTP routes answer, as plain values. Tokens are plain strings on their short way between the network
// library, which copies them as it likes, and the vault; nothing here keeps or logs one.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/wire/frames.h"

#include <QString>

#include <optional>
#include <vector>

namespace pc::link {

/// What keeps a device signed in.
struct Renewal
{
    QString accessToken;
    QString refreshToken;
    Milliseconds expiresIn { 0 }; ///< Of the access token, from now.
};

struct Profile
{
    UserId id;
    SchoolId school;
    QString name; ///< Foreign text.
    wire::PersonRole role = wire::PersonRole::Guardian;
    QString label; ///< Foreign text.

    bool operator==(const Profile &) const = default;
};

struct PolicyFlags
{
    bool guardiansMayWriteToGuardians = false;
    bool guardiansMayCreateGroups = false;

    bool operator==(const PolicyFlags &) const = default;
};

struct SelfInfo
{
    Profile person;
    DeviceId device;
    PolicyFlags policy;
    QString schoolName;

    bool operator==(const SelfInfo &) const = default;
};

/// What a log-in and a registration answer.
struct Grant
{
    SelfInfo self;
    Renewal tokens;
};

struct PeoplePage
{
    std::vector<Profile> people;
    QString next; ///< Empty on the last page.
};

struct DeviceInfo
{
    DeviceId id;
    QString name; ///< Foreign text.
    QString platform;
    std::optional<UtcTime> createdAt;
    std::optional<UtcTime> lastSeen;
    bool isCurrent = false; ///< The one that asks.

    bool operator==(const DeviceInfo &) const = default;
};

struct DevicesPage
{
    std::vector<DeviceInfo> devices;
    QString next; ///< Empty on the last page.
};

/// Entries of somebody's device list, or of a school's office, as the relay has them.
struct DeviceListPage
{
    std::vector<QByteArray> entries;
    quint32 number = 0; ///< Of the last one that there is; 0: none.
    QByteArray word; ///< Of a person: what the school's office said last of them, if anything.
};

struct Credentials
{
    QString userName;
    QString password;
    QString deviceName;
    QString platform;
    std::optional<DeviceId> device; ///< Of an earlier sign-in here: it keeps its place and its messages' idempotence.
};

} // namespace pc::link
