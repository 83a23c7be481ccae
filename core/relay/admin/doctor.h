// SPDX-License-Identifier: GPL-3.0-or-later
// A look at how a relay's data and surroundings stand, each finding in a sentence that says what to do. Changes nothing, and
// may be done while the relay runs.

#pragma once

#include "core/relay/admin/config.h"

#include <vector>

namespace pc::relay::admin {

struct Finding
{
    enum class State : quint8 {
        Good,
        Look, ///< Works, and will not for ever.
        Bad,
    };

    QString
        check; ///< "disk", "permissions", "schema", "integrity", "audit", "clock", "descriptors", "certificate", "wal", "backup"
    State state = State::Good;
    QString says;
};

QString stateName(Finding::State state);

std::vector<Finding> examine(const Config &config, const Clock &clock);

} // namespace pc::relay::admin
