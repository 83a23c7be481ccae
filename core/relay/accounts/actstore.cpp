// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/actstore.h"

#include "core/sql/statement.h"

namespace pc::relay::accounts {

Result<void> recordAct(sql::Database &database, UtcTime at, QLatin1StringView act, const Uuid &object)
{
    sql::Statement insert(database, "INSERT INTO admin_acts (at, act, object) VALUES (?, ?, ?)");
    const auto added = insert.run(at, QString(act), object);
    if (!added)
        return added.error();
    return {};
}

} // namespace pc::relay::accounts
