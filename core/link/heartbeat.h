// SPDX-License-Identifier: GPL-3.0-or-later
// Heartbeat: keeps one connection alive and notices when it is not. Whoever has said nothing for the interval says a
// beat; whoever has heard nothing for two intervals gives the connection up. Counting what was said, and not only what
// was heard, keeps a one-way stream alive: a device that only receives must still be heard.
//
// One timer, armed once an interval and not once a frame.

#pragma once

#include "core/base/clock.h"

#include <functional>
#include <memory>
#include <optional>

namespace pc::link {

class Heartbeat
{
public:
    Heartbeat(Clock &clock, std::function<void()> beat, std::function<void()> gone);

    /// From now on, with both sides just heard. Intervals out of reason are brought back into it.
    void start(Milliseconds interval);
    void stop();
    bool isRunning() const { return m_timer->isActive(); }

    void said() { m_said = m_clock.monotonicNow(); }
    void heard();

    /// Something must be heard within `patience`, or the connection is gone. False when that is asked already.
    bool expectWithin(Milliseconds patience);

private:
    void check();
    void arm();
    MonoTime silentUntil() const;

    Clock &m_clock;
    std::function<void()> m_beat;
    std::function<void()> m_gone;
    std::unique_ptr<Timer> m_timer;
    Milliseconds m_interval { 0 };
    MonoTime m_said {};
    MonoTime m_heard {};
    std::optional<MonoTime> m_expected;
};

} // namespace pc::link
