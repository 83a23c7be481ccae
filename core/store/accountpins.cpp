// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/accountpins.h"

#include "core/store/rows.h"

namespace pc::store {

namespace {

/// What a newer version may have written beyond counts for nothing here.
ConfirmedBy confirmedByOf(qint64 stored)
{
    return stored == qint64(ConfirmedBy::OwnUser) || stored == qint64(ConfirmedBy::Office) ? ConfirmedBy(stored)
                                                                                           : ConfirmedBy::Nobody;
}

AccountPin readPin(const sql::Rows &row)
{
    AccountPin pin;
    pin.key = row.bytes(0);
    pin.firstSeen = row.time(1);
    if (!row.isNull(2))
        pin.changedKey = row.bytes(2);
    pin.changedAt = row.optionalTime(3);
    pin.list = row.bytes(4);
    pin.hasTwoLists = row.integer(5) != 0;
    pin.confirmedBy = confirmedByOf(row.integer(6));
    pin.confirmedAt = row.optionalTime(7);
    pin.word = row.bytes(8);
    return pin;
}

} // namespace

AccountPins::AccountPins(sql::Database &database)
    : m_find(database,
        "SELECT account_key, first_seen, changed_key, changed_at, list, has_two_lists, confirmed_by, confirmed_at,"
        " word FROM account_pins WHERE user = ?")
    , m_save(database,
          "INSERT OR REPLACE INTO account_pins (user, account_key, first_seen, changed_key, changed_at, list, "
          "has_two_lists,"
          " confirmed_by, confirmed_at, word) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_office(database, "SELECT list, has_two_lists FROM office WHERE one = 1")
    , m_saveOffice(database, "INSERT OR REPLACE INTO office (one, list, has_two_lists) VALUES (1, ?, ?)")
{
}

Result<std::optional<AccountPin>> AccountPins::find(UserId user)
{
    return firstRow(m_find.query(user), readPin);
}

Result<void> AccountPins::save(UserId user, const AccountPin &pin)
{
    return done(m_save.run(user, pin.key, pin.firstSeen, pin.changedKey, pin.changedAt, pin.list, pin.hasTwoLists,
        pin.confirmedBy, pin.confirmedAt, pin.word));
}

Result<std::optional<OfficeRow>> AccountPins::office()
{
    return firstRow(m_office.query(), [](const sql::Rows &row) {
        return OfficeRow { row.bytes(0), row.integer(1) != 0 };
    });
}

Result<void> AccountPins::saveOffice(const OfficeRow &office)
{
    return done(m_saveOffice.run(office.list, office.hasTwoLists));
}

} // namespace pc::store
