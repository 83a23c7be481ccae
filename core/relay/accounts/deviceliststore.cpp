// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/deviceliststore.h"

#include "core/relay/accounts/chainrows.h"

namespace pc::relay::accounts {

Result<identity::DeviceList> DeviceListStore::list(UserId person)
{
    sql::Statement select(m_database, "SELECT list FROM device_lists WHERE person = ?");
    return onlyList<identity::DeviceList>(select.query(person));
}

Result<void> DeviceListStore::append(const identity::DeviceList &list, const QByteArray &entry)
{
    sql::Statement insert(m_database, "INSERT INTO device_list_entries (person, number, entry) VALUES (?, ?, ?)");
    if (auto inserted = insert.run(list.user(), qint64(list.number()), entry); !inserted)
        return inserted.error();
    sql::Statement save(m_database,
        "INSERT INTO device_lists (person, list) VALUES (?, ?) ON CONFLICT DO UPDATE SET list = excluded.list");
    auto saved = save.run(list.user(), crypto::toByteArray(list.encode()));
    return saved ? Result<void>() : saved.error();
}

Result<std::vector<QByteArray>> DeviceListStore::entries(UserId person, quint32 after, int limit)
{
    sql::Statement select(
        m_database, "SELECT entry FROM device_list_entries WHERE person = ? AND number > ? ORDER BY number LIMIT ?");
    return allBytes(select.query(person, qint64(after), limit));
}

Result<identity::DeviceList> listOfLinked(sql::Database &database, const Actor &actor)
{
    auto list = DeviceListStore(database).list(actor.user);
    if (list && !list->isLinked(actor.device))
        return { Errc::Forbidden, QStringLiteral("this device is not linked") };
    return list;
}

} // namespace pc::relay::accounts
