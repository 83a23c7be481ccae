// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/uuid.h"

#include <QLatin1StringView>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// Adds a line on what was done to which object; in the transaction that does it.
Result<void> recordAct(sql::Database &database, UtcTime at, QLatin1StringView act, const Uuid &object);

} // namespace pc::relay::accounts
