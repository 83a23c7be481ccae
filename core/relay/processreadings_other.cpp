// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/processreadings.h"

namespace pc::relay {

std::optional<ProcessReadings> readProcess()
{
    return std::nullopt;
}

} // namespace pc::relay
