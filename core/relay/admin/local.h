// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that the program carries out by itself, beside a relay that may run: backups, exports, and a
// look at how all stands.

#pragma once

#include "core/relay/admin/config.h"

#include <QJsonObject>

namespace pc::relay::admin {

struct LocalContext
{
    const Config &config;
    QString credentials; ///< $CREDENTIALS_DIRECTORY.
    Clock &clock;
    Random &random;
};

/// Whether a request of AdminDesk's kind is one of these.
bool isLocal(const QJsonObject &request);

/// Answers as AdminDesk does. Blocks.
QJsonObject carryOutLocally(const QJsonObject &request, const LocalContext &context);

} // namespace pc::relay::admin
