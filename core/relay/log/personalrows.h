// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the tables hold of a person, row by row, as JSON: ids and times as text, other bytes in Base64.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/relay/log/personaldata.h"

#include <QJsonObject>

#include <functional>

namespace pc::sql {
class Database;
}

namespace pc::relay::log {

using TakeRow = std::function<Result<void>(const PersonalTable &, const QJsonObject &)>;

/// Table by table, all as of one moment. Errors: NotFound (no such person, or erased), and what `take` answers, which ends it.
Result<void> readPersonalRows(sql::Database &database, UserId person, const TakeRow &take);

} // namespace pc::relay::log
