// SPDX-License-Identifier: GPL-3.0-or-later
// OwnClock: a computer's clock, which somebody sets; how time passes it has from the simulation.

#pragma once

#include "core/base/clock.h"

namespace pc::histories {

class OwnClock final : public Clock
{
public:
    /// `time` outlives this.
    explicit OwnClock(Clock &time)
        : m_time(time)
    {
    }

    void set(Milliseconds ahead) { m_ahead = ahead; }

    UtcTime utcNow() const override { return m_time.utcNow() + m_ahead; }
    MonoTime monotonicNow() const override { return m_time.monotonicNow(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override
    {
        return m_time.makeTimer(std::move(fired));
    }

private:
    Clock &m_time;
    Milliseconds m_ahead { 0 };
};

} // namespace pc::histories
