// SPDX-License-Identifier: GPL-3.0-or-later
// What the system tells of this process, under the names that Prometheus' own libraries use for it.

#pragma once

#include <QtGlobal>

#include <optional>

namespace pc::relay {

struct ProcessReadings
{
    double cpuSeconds = 0;
    double startedSeconds = 0; ///< Since the Unix epoch.
    qint64 residentBytes = 0;
    qint64 openFiles = 0;
    qint64 mostFiles = 0;
};

/// Nothing where the system does not say.
std::optional<ProcessReadings> readProcess();

} // namespace pc::relay
