// SPDX-License-Identifier: GPL-3.0-or-later
// Time in two kinds that do not mix: UTC for what is shown and stored, monotonic for what is waited for.

#pragma once

#include <QtGlobal>

#include <chrono>

namespace pc {

using Milliseconds = std::chrono::milliseconds;

/// Milliseconds since the Unix epoch, UTC.
using UtcTime = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

/// Milliseconds since an arbitrary start of this process; never goes back, unaffected by the wall clock.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Milliseconds>;

constexpr qint64 toMilliseconds(UtcTime time)
{
    return time.time_since_epoch().count();
}

constexpr UtcTime utcFromMilliseconds(qint64 ms)
{
    return UtcTime { Milliseconds { ms } };
}

} // namespace pc
