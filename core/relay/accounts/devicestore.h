// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceStore: the tables of devices and of their lines of refresh tokens. As PeopleStore: values, no transactions.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/records.h"

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// One line of refresh tokens, as stored: digests only.
struct RefreshFamily
{
    FamilyId id;
    DeviceId device;
    QByteArray current; ///< Digest of the token that is valid now.
    QByteArray previous; ///< Digest of the one that it replaced; empty at first.
    QByteArray attempt; ///< Digest of the attempt that replaced it.
    QByteArray salt; ///< Makes the next token out of the one before and the attempt.
    UtcTime rotated;
    UtcTime expires;
    bool revoked = false;
};

class DeviceStore
{
public:
    explicit DeviceStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<void> add(const Device &device);

    /// Error: NotFound.
    Result<Device> device(DeviceId id);

    /// Those that are not revoked, in the order of their ids.
    Result<Page<Device>> pageOf(UserId user, const QString &after, int limit);

    Result<std::vector<Device>> everyDevice();
    Result<std::vector<Device>> devicesOf(UserId user);

    /// Signs in again on a known device: voids its older access tokens.
    Result<void> renew(DeviceId id, const QString &name, const QString &platform, UtcTime notBefore);

    Result<void> setNotBefore(DeviceId id, UtcTime notBefore);
    Result<void> setLastSeen(DeviceId id, UtcTime at);
    Result<void> revoke(DeviceId id, UtcTime at);

    Result<void> addFamily(const RefreshFamily &family);

    /// Error: NotFound.
    Result<RefreshFamily> family(FamilyId id);
    Result<void> rotate(const RefreshFamily &family);

    /// Ends every line of the device.
    Result<void> revokeFamilies(DeviceId device, UtcTime at);

    /// Drops lines that ended before `limit`.
    Result<int> forgetEndedFamilies(UtcTime limit);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
