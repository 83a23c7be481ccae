// SPDX-License-Identifier: GPL-3.0-or-later
// FakeClock: time stands still until a test moves it. Timers run out in order of their due time, inside advance().

#pragma once

#include "core/base/clock.h"

#include <vector>

namespace pc {

/// One thread only: that of the test. Must outlive the timers that it made.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(UtcTime start = utcFromMilliseconds(1'760'000'000'000));
    ~FakeClock() override;

    UtcTime utcNow() const override { return m_utc; }
    MonoTime monotonicNow() const override { return m_mono; }
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override;

    /// Moves both clocks on and fires every timer that falls due on the way, each at its own instant.
    void advance(Milliseconds by);

    /// Moves the wall clock alone, as a user or a bad battery would.
    void setUtc(UtcTime utc) { m_utc = utc; }

    /// How many timers are armed: a test can assert that nothing keeps a laptop awake.
    int activeTimers() const;

private:
    class FakeTimer;

    FakeTimer *nextDue(MonoTime limit) const;

    UtcTime m_utc;
    MonoTime m_mono {};
    std::vector<FakeTimer *> m_timers;
    quint64 m_starts = 0;
};

} // namespace pc
