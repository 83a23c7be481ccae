// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"

#include <algorithm>
#include <utility>

namespace pc {

class FakeClock::FakeTimer final : public Timer
{
public:
    FakeTimer(FakeClock &clock, std::function<void()> fired)
        : m_clock(clock)
        , m_fired(std::move(fired))
    {
        m_clock.m_timers.push_back(this);
    }

    ~FakeTimer() override { std::erase(m_clock.m_timers, this); }

    void start(Milliseconds delay) override
    {
        m_due = m_clock.m_mono + std::max(delay, Milliseconds { 0 });
        m_order = ++m_clock.m_starts;
        m_active = true;
    }

    void stop() override { m_active = false; }
    bool isActive() const override { return m_active; }

    MonoTime due() const { return m_due; }
    quint64 order() const { return m_order; }

    void fire()
    {
        m_active = false;
        const auto fired = m_fired; // the callback may destroy this timer
        fired();
    }

private:
    FakeClock &m_clock;
    std::function<void()> m_fired;
    MonoTime m_due {};
    quint64 m_order = 0;
    bool m_active = false;
};

FakeClock::FakeClock(UtcTime start)
    : m_utc(start)
{
}

FakeClock::~FakeClock()
{
    Q_ASSERT(m_timers.empty());
}

std::unique_ptr<Timer> FakeClock::makeTimer(std::function<void()> fired)
{
    return std::make_unique<FakeTimer>(*this, std::move(fired));
}

FakeClock::FakeTimer *FakeClock::nextDue(MonoTime limit) const
{
    FakeTimer *best = nullptr;
    for (FakeTimer *timer : m_timers) {
        if (!timer->isActive() || timer->due() > limit)
            continue;
        if (!best || std::pair(timer->due(), timer->order()) < std::pair(best->due(), best->order()))
            best = timer;
    }
    return best;
}

void FakeClock::advance(Milliseconds by)
{
    const MonoTime end = m_mono + by;
    while (FakeTimer *timer = nextDue(end)) {
        const Milliseconds step = std::max(timer->due() - m_mono, Milliseconds { 0 });
        m_mono += step;
        m_utc += step;
        timer->fire();
    }
    m_utc += end - m_mono;
    m_mono = end;
}

int FakeClock::activeTimers() const
{
    return int(std::count_if(m_timers.begin(), m_timers.end(), [](const FakeTimer *t) { return t->isActive(); }));
}

} // namespace pc
