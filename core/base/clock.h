// SPDX-License-Identifier: GPL-3.0-or-later
// Clock: the one way to ask for the time or to wait for it. The system's clock drives products, FakeClock drives
// tests without a sleep.

#pragma once

#include "core/base/time.h"

#include <functional>
#include <memory>

namespace pc {

/// A single-shot alarm. Lives on the thread that made it; destroying it cancels it.
class Timer
{
public:
    virtual ~Timer() = default;

    /// (Re)arms the alarm; `delay` below zero counts as zero.
    virtual void start(Milliseconds delay) = 0;
    virtual void stop() = 0;
    virtual bool isActive() const = 0;
};

class Clock
{
public:
    virtual ~Clock() = default;

    virtual UtcTime utcNow() const = 0;
    virtual MonoTime monotonicNow() const = 0;

    /// A stopped timer that calls `fired` on this thread's event loop each time it runs out.
    virtual std::unique_ptr<Timer> makeTimer(std::function<void()> fired) = 0;
};

/// The system's clock; any thread.
class SystemClock final : public Clock
{
public:
    UtcTime utcNow() const override;
    MonoTime monotonicNow() const override;
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override;
};

} // namespace pc
