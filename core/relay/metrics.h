// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's numbers for Prometheus: how they are named, and their text (exposition format 0.0.4). No label names a person, a
// conversation, a device or an address, so the number of series is fixed.

#pragma once

#include "core/relay/front/front.h"
#include "core/relay/session/devicesession.h"
#include "core/relay/store.h"

#include <string>
#include <vector>

namespace pc::relay {

/// What metricsText() writes. Everything referred to is counted by others while it is read.
struct Readings
{
    struct Loop
    {
        const front::FrontCounters &front;
        const session::SessionCounters &session;
        int sessions = 0;
    };

    const StoreCounters &store;
    const log::LogCounters &log;
    std::string version;
    bool isReady = false;
    bool isHealthy = false;
    bool isReserveKept = false;
    qint64 waiting = 0; ///< Works that wait to be written.
    qint64 databaseBytes = 0;
    qint64 walBytes = 0;
    qint64 freeBytes = 0; ///< On the disk that holds the data.
    qint64 reserveBytes = 0; ///< Of them, what messages leave alone.
    qint64 certificateExpires = 0; ///< Seconds since the epoch; 0 where the relay speaks no TLS.
    std::vector<Loop> loops;
};

/// Any thread.
std::string metricsText(const Readings &readings);

} // namespace pc::relay
