// SPDX-License-Identifier: GPL-3.0-or-later
// How an admin command reaches the relay's data: through the running relay, or, when none runs, through the file itself.
// Either way the same AdminDesk answers. Blocks; for programs that do one thing and end.

#pragma once

#include "core/base/result.h"
#include "core/relay/relay.h"

#include <QJsonObject>

namespace pc::relay::admin {

/// The answer of whichever way is open. Errors: Locked (a relay has the data, but does not answer), NewerVersion, Disk, …
Result<QJsonObject> askRelay(const RelayOptions &options, const QJsonObject &request);

/// Only a running relay. Errors: NotFound (none answers), Timeout, Invalid (what came is no answer).
Result<QJsonObject> askRunningRelay(const QString &dataDirectory, const QJsonObject &request);

/// Only the file, which nobody else may have open.
Result<QJsonObject> askStoredRelay(const RelayOptions &options, const QJsonObject &request);

} // namespace pc::relay::admin
