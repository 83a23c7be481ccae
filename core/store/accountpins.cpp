// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/accountpins.h"

#include "core/store/rows.h"

namespace pc::store {

namespace {

AccountPin readPin(const sql::Rows &row)
{
    AccountPin pin;
    pin.key = row.bytes(0);
    pin.firstSeen = row.time(1);
    if (!row.isNull(2))
        pin.changedKey = row.bytes(2);
    pin.changedAt = row.optionalTime(3);
    return pin;
}

} // namespace

AccountPins::AccountPins(sql::Database &database)
    : m_find(database, "SELECT account_key, first_seen, changed_key, changed_at FROM account_pins WHERE user = ?")
    , m_see(database,
          "INSERT INTO account_pins (user, account_key, first_seen) VALUES (?, ?, ?)"
          " ON CONFLICT DO UPDATE SET changed_key = excluded.account_key,"
          " changed_at = coalesce(changed_at, excluded.first_seen) WHERE excluded.account_key <> account_key")
{
}

Result<std::optional<AccountPin>> AccountPins::find(UserId user)
{
    return firstRow(m_find.query(user), readPin);
}

Result<void> AccountPins::see(UserId user, const QByteArray &key, UtcTime at)
{
    return done(m_see.run(user, key, at));
}

} // namespace pc::store
