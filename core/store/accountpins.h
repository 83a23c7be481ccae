// SPDX-License-Identifier: GPL-3.0-or-later
// AccountPins: the account key that each person was first seen with. Another one is recorded beside it, never in its place.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

struct AccountPin
{
    QByteArray key;
    UtcTime firstSeen;
    std::optional<QByteArray> changedKey; ///< The last other one.
    std::optional<UtcTime> changedAt; ///< When the first other one came.

    bool operator==(const AccountPin &) const = default;
};

class AccountPins
{
public:
    explicit AccountPins(sql::Database &database);

    Result<std::optional<AccountPin>> find(UserId user);

    /// Pins the key of a person who is new; records one that is not the pinned one.
    Result<void> see(UserId user, const QByteArray &key, UtcTime at);

private:
    sql::Statement m_find;
    sql::Statement m_see;
};

} // namespace pc::store
