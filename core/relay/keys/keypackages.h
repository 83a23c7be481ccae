// SPDX-License-Identifier: GPL-3.0-or-later
// KeyPackages: the table of what devices published to be added by while they are away. A package is handed out once,
// whatever happens; only a device's last resort is handed out again, when nothing else of it is left.
//
// Thread: the writer's, inside its transaction. Whoever puts has checked the package (packagecheck.h).

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/sql/statement.h"

#include <QByteArray>

#include <optional>

namespace pc::relay::keys {

/// A checked key package, ready to be stored.
struct PublishedPackage
{
    QByteArray ref; ///< RFC 9420 section 5.2; 32 bytes.
    UserId user;
    DeviceId device;
    bool isLastResort = false;
    UtcTime expires;
    QByteArray package; ///< A whole MLSMessage.
};

class KeyPackages
{
public:
    explicit KeyPackages(sql::Database &database);

    /// A package that is stored already is left as it is; a new last resort takes the old one's place. Of a device that was
    /// signed out nothing is kept.
    Result<void> put(const PublishedPackage &package);

    /// Single-use ones of the device that nobody claimed and that have not expired.
    Result<int> count(DeviceId device, UtcTime now);

    /// One package of the device, never the same twice but for its last resort. Nothing when it has none.
    Result<std::optional<QByteArray>> claim(DeviceId device, UtcTime now);

    /// Whose package a Welcome means, claimed or not.
    Result<std::optional<DeviceId>> deviceOf(const QByteArray &ref);

    /// Drops packages that expired, and what is remembered of those claimed before `limit`; at most so many of either.
    /// How many it dropped.
    Result<int> tidy(UtcTime now, UtcTime limit, int most);

private:
    sql::Statement m_insert;
    sql::Statement m_dropLastResort;
    sql::Statement m_count;
    sql::Statement m_next;
    sql::Statement m_use;
    sql::Statement m_device;
    sql::Statement m_expire;
    sql::Statement m_forgetClaimed;
};

} // namespace pc::relay::keys
