// SPDX-License-Identifier: GPL-3.0-or-later
// What the log needs to know of persons: a read of the accounts' table, for membership rules and for rosters with names.

#pragma once

#include "core/base/result.h"
#include "core/people/rules.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::sql {
class Database;
}

namespace pc::relay::log {

class PeopleTable
{
public:
    explicit PeopleTable(sql::Database &database);

    /// Nothing when there is no such person, or they were disabled.
    Result<std::optional<people::Person>> find(UserId user);

    Result<people::SchoolPolicy> policy(SchoolId school);

    /// Whether somebody of the school's staff is in that conversation; `row` is its own.
    Result<bool> isStaffIn(qint64 row);

private:
    sql::Statement m_person;
    sql::Statement m_policy;
    sql::Statement m_staff;
};

} // namespace pc::relay::log
