// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/relay/admin/config.h"
#include "core/relay/admin/tomlfile.h"

#include <functional>
#include <vector>

namespace pc::relay::admin {

/// One key of the configuration: how it is set, and how its value is written.
struct ConfigKey
{
    QString name;
    std::function<Result<void>(Config &, const TomlValue &)> set; ///< Error: Invalid, with what was expected.
    std::function<TomlValue(const Config &)> get;
    bool isLive = false; ///< May change while the relay runs; the others wait for its next start.
};

/// All that there are.
std::vector<ConfigKey> configKeys();

} // namespace pc::relay::admin
