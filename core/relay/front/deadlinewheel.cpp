// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/deadlinewheel.h"

#include <algorithm>
#include <utility>

namespace pc::relay::front {

namespace {

DeadlineWheel::Tick tickBefore(MonoTime time)
{
    return time.time_since_epoch() / DeadlineWheel::kTick;
}

DeadlineWheel::Tick tickAfter(MonoTime time)
{
    return (time.time_since_epoch() + DeadlineWheel::kTick - Milliseconds { 1 }) / DeadlineWheel::kTick;
}

} // namespace

DeadlineWheel::DeadlineWheel(Clock &clock, std::function<void(ConnectionId, Tick)> due)
    : m_clock(clock)
    , m_due(std::move(due))
    , m_timer(clock.makeTimer([this] { run(); }))
    , m_done(tickBefore(clock.monotonicNow()))
{
}

DeadlineWheel::Tick DeadlineWheel::schedule(ConnectionId connection, MonoTime at)
{
    const Tick furthest = m_done + Tick { kSlots } - 1;
    const Tick tick = std::clamp(tickAfter(at), m_done + 1, furthest);
    slotOf(tick).push_back({ connection, tick });
    if (m_armed == kNever || tick < m_armed)
        arm(tick);
    return tick;
}

void DeadlineWheel::arm(Tick tick)
{
    m_armed = tick;
    const MonoTime at { tick * kTick };
    m_timer->start(std::max(at - m_clock.monotonicNow(), Milliseconds { 0 }));
}

void DeadlineWheel::armForNext()
{
    m_armed = kNever;
    for (Tick tick = m_done + 1; tick < m_done + Tick { kSlots }; ++tick) {
        if (!slotOf(tick).empty())
            return arm(tick);
    }
}

void DeadlineWheel::run()
{
    const Tick now = tickBefore(m_clock.monotonicNow());
    while (m_done < now) {
        // After a long sleep of the machine one round through the slots reaches everything.
        if (now - m_done > Tick { kSlots })
            m_done = now - Tick { kSlots };
        ++m_done;
        const auto entries = std::exchange(slotOf(m_done), {});
        for (const Entry &entry : entries)
            m_due(entry.connection, entry.tick);
    }
    armForNext();
}

} // namespace pc::relay::front
