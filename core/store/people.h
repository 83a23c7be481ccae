// SPDX-License-Identifier: GPL-3.0-or-later
// People: everybody this device has heard of, as the relay last described them.

#pragma once

#include "core/people/person.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

class People
{
public:
    explicit People(sql::Database &database);

    Result<void> save(const people::Person &person);
    Result<std::optional<people::Person>> find(UserId user);

private:
    sql::Statement m_save;
    sql::Statement m_find;
};

} // namespace pc::store
