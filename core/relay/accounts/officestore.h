// SPDX-License-Identifier: GPL-3.0-or-later
// OfficeStore: the tables of a school's office. As PeopleStore: values, no transactions.

#pragma once

#include "core/base/result.h"
#include "core/identity/officelist.h"

#include <QByteArray>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

class OfficeStore
{
public:
    explicit OfficeStore(sql::Database &database)
        : m_database(database)
    {
    }

    /// Empty when nobody began it.
    Result<identity::OfficeList> list(SchoolId school);

    /// `list` has `entry` as its last one.
    Result<void> append(const identity::OfficeList &list, const QByteArray &entry);

    /// Those above `after`, in their order.
    Result<std::vector<QByteArray>> entries(SchoolId school, quint32 after, int limit);

    /// The last word about a person; empty without one.
    Result<QByteArray> word(UserId person);
    Result<void> saveWord(UserId person, const QByteArray &word);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
