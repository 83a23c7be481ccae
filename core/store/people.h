// SPDX-License-Identifier: GPL-3.0-or-later
// People: everybody this device has heard of, as the relay last described them.

#pragma once

#include "core/people/person.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

/// What somebody was called, and was at the school.
struct KnownAs
{
    QString name; ///< Foreign text.
    people::Role role = people::Role::Guardian;

    bool operator==(const KnownAs &) const = default;
};

class People
{
public:
    explicit People(sql::Database &database);

    Result<void> save(const people::Person &person);
    Result<std::optional<people::Person>> find(UserId user);

    /// As this user knew them before they were called otherwise.
    Result<std::optional<KnownAs>> knownAs(UserId user);
    Result<void> saveKnownAs(UserId user, const KnownAs &known);
    Result<void> forgetKnownAs(UserId user);

private:
    sql::Statement m_save;
    sql::Statement m_find;
    sql::Statement m_knownAs;
    sql::Statement m_saveKnownAs;
    sql::Statement m_forgetKnownAs;
};

} // namespace pc::store
