// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceLists: keeps what people's account keys say of their devices, and hands it to those who share the school. The relay can
// refuse an entry; it cannot make one.

#pragma once

#include "core/identity/devicelist.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

inline constexpr int kLongestListPage = 200;

/// Entries of somebody's list, and its number as a whole.
struct DeviceListPage
{
    std::vector<QByteArray> entries;
    quint32 number = 0; ///< Of the last entry that there is; 0 when the person has no list.
    QByteArray word; ///< The office's last one about the person; empty without one.
};

class DeviceLists
{
public:
    explicit DeviceLists(Registry &registry)
        : m_registry(registry)
    {
    }

    /// The actor's own next entry; the list's number. What is added is no other person's device, by itself or by
    /// one that is in the list; the first one is the actor's. A device that is revoked is signed out in the same transaction, and when a list
    /// begins anew, all others are. A repeat of the last entry is answered as it was. Errors: Invalid; Conflict (not the next one); Forbidden
    /// (the actor's device is not in the list); NotFound (no such device
    /// to add); Unsupported (an entry of a newer version).
    void append(const Actor &actor, const QByteArray &entry, Reply<quint32> reply);

    /// Somebody's of the same school. Error: NotFound.
    void read(const Actor &actor, UserId of, quint32 after, Reply<DeviceListPage> reply);

private:
    struct Appended
    {
        quint32 number = 0;
        std::vector<Device> ended;
    };

    Result<Appended> appendNow(sql::Database &database, const Actor &actor, const QByteArray &entry);
    Result<void> takeUp(sql::Database &database, const Actor &actor, const identity::DeviceList &before,
        const identity::DeviceList &after, Appended &done);

    Registry &m_registry;
};

} // namespace pc::relay::accounts
