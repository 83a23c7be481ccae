// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceListStore: the tables of device lists. As PeopleStore: values, no transactions.

#pragma once

#include "core/base/result.h"
#include "core/identity/devicelist.h"
#include "core/relay/accounts/actor.h"

#include <QByteArray>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

class DeviceListStore
{
public:
    explicit DeviceListStore(sql::Database &database)
        : m_database(database)
    {
    }

    /// Empty when the person has none.
    Result<identity::DeviceList> list(UserId person);

    /// `list` has `entry` as its last one.
    Result<void> append(const identity::DeviceList &list, const QByteArray &entry);

    /// Those above `after`, in their order.
    Result<std::vector<QByteArray>> entries(UserId person, quint32 after, int limit);

private:
    sql::Database &m_database;
};

/// The actor's own list, in which their device is. Error: Forbidden (it is not, or not any more).
Result<identity::DeviceList> listOfLinked(sql::Database &database, const Actor &actor);

} // namespace pc::relay::accounts
