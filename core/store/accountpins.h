// SPDX-License-Identifier: GPL-3.0-or-later
// AccountPins: the account key that each person was first seen with, and what else is known of it. Another key is recorded beside
// it; it takes its place when somebody confirms it (core/trust).

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/sql/statement.h"

#include <optional>

namespace pc::store {

enum class ConfirmedBy : quint8 {
    Nobody = 0,
    OwnUser = 1, ///< Of this device.
    Office = 2,
};

struct AccountPin
{
    QByteArray key;
    UtcTime firstSeen;
    std::optional<QByteArray> changedKey; ///< The last other one.
    std::optional<UtcTime> changedAt; ///< When the first other one came.
    QByteArray list; ///< As identity::DeviceList::encode() gave it; empty while none was seen.
    bool hasTwoLists = false; ///< One was shown that does not go on from `list`.
    ConfirmedBy confirmedBy = ConfirmedBy::Nobody;
    std::optional<UtcTime> confirmedAt;
    QByteArray word; ///< The office's last one about the person, as it came; empty without one.

    bool operator==(const AccountPin &) const = default;
};

/// The school's office, as identity::OfficeList::encode() gave it.
struct OfficeRow
{
    QByteArray list;
    bool hasTwoLists = false; ///< One was shown that does not go on from `list`.

    bool operator==(const OfficeRow &) const = default;
};

class AccountPins
{
public:
    explicit AccountPins(sql::Database &database);

    Result<std::optional<AccountPin>> find(UserId user);

    Result<void> save(UserId user, const AccountPin &pin);

    Result<std::optional<OfficeRow>> office();
    Result<void> saveOffice(const OfficeRow &office);

private:
    sql::Statement m_find;
    sql::Statement m_save;
    sql::Statement m_office;
    sql::Statement m_saveOffice;
};

} // namespace pc::store
