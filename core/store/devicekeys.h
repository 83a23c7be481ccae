// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceKeys: who this device is in groups, and the key packages that it published.

#pragma once

#include "core/base/time.h"
#include "core/crypto/wipingbytes.h"
#include "core/sql/statement.h"

#include <optional>
#include <vector>

namespace pc::store {

struct DeviceIdentityRow
{
    crypto::WipingBytes accountSeed;
    crypto::WipingBytes leafSeed;
    crypto::WipingBytes boxKey; ///< Empty in what an earlier version left.
    QByteArray certificate;
};

struct KeyPackageRow
{
    QByteArray ref; ///< RFC 9420 section 5.2.
    crypto::WipingBytes bundle; ///< With its private keys.
    QByteArray package; ///< As it is published.
    bool isLastResort = false;
    bool isUsed = false; ///< A Welcome for it was used: a last resort is to be replaced.
    UtcTime expires;
};

class DeviceKeys
{
public:
    explicit DeviceKeys(sql::Database &database);

    Result<std::optional<DeviceIdentityRow>> identity();
    Result<void> saveIdentity(const DeviceIdentityRow &identity);

    /// The own device list, from its first entry on.
    Result<std::vector<QByteArray>> ownList();
    Result<void> saveOwnList(const std::vector<QByteArray> &entries);

    Result<void> addPackage(const KeyPackageRow &package);
    Result<std::optional<KeyPackageRow>> findPackage(const QByteArray &ref);
    Result<void> removePackage(const QByteArray &ref);

    /// A last resort stays.
    Result<void> markUsed(const QByteArray &ref);

    /// As published, of those that the relay is not known to have, oldest expiry first.
    Result<std::vector<QByteArray>> notUploaded();
    Result<void> markUploaded();

    /// Whether there is a last resort that is neither used nor retired and lives beyond `time`.
    Result<bool> hasFreshLastResort(UtcTime time);

    /// Another last resort takes over.
    Result<void> retireLastResorts(UtcTime now);

    /// Drops what expired before `expired`, and last resorts that were retired before `retired`.
    Result<void> tidy(UtcTime expired, UtcTime retired);

    Result<void> removeAllPackages();

private:
    sql::Statement m_identity;
    sql::Statement m_saveIdentity;
    sql::Statement m_ownList;
    sql::Statement m_dropOwnList;
    sql::Statement m_addToOwnList;
    sql::Statement m_add;
    sql::Statement m_find;
    sql::Statement m_remove;
    sql::Statement m_markUsed;
    sql::Statement m_notUploaded;
    sql::Statement m_markUploaded;
    sql::Statement m_freshLastResort;
    sql::Statement m_retire;
    sql::Statement m_tidy;
    sql::Statement m_removeAll;
};

} // namespace pc::store
