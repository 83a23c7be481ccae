// SPDX-License-Identifier: GPL-3.0-or-later
// LaterClock: the system's clock, which months can be added to. Timers and monotonic time are the system's.

#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <utility>

namespace pc::test {

class LaterClock final : public Clock
{
public:
    /// Any thread. Whoever is awake meanwhile sees time jump.
    void goOn(Milliseconds by) { m_later += by.count(); }

    UtcTime utcNow() const override { return m_system.utcNow() + Milliseconds { m_later.load() }; }
    MonoTime monotonicNow() const override { return m_system.monotonicNow(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override
    {
        return m_system.makeTimer(std::move(fired));
    }

private:
    SystemClock m_system;
    std::atomic<qint64> m_later = 0; ///< Milliseconds.
};

} // namespace pc::test
