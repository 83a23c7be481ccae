// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/heartbeat.h"

#include "core/wire/limits.h"

#include <algorithm>
#include <utility>

namespace pc::link {

Heartbeat::Heartbeat(Clock &clock, std::function<void()> beat, std::function<void()> gone)
    : m_clock(clock)
    , m_beat(std::move(beat))
    , m_gone(std::move(gone))
    , m_timer(clock.makeTimer([this] { check(); }))
{
}

void Heartbeat::start(Milliseconds interval)
{
    m_interval
        = std::clamp(interval, Milliseconds { wire::kShortestHeartbeatMs }, Milliseconds { wire::kLongestHeartbeatMs });
    m_said = m_heard = m_clock.monotonicNow();
    m_expected.reset();
    arm();
}

void Heartbeat::stop()
{
    m_timer->stop();
    m_expected.reset();
}

void Heartbeat::heard()
{
    m_heard = m_clock.monotonicNow();
    m_expected.reset();
}

bool Heartbeat::expectWithin(Milliseconds patience)
{
    if (!isRunning() || m_expected)
        return false;
    m_expected = m_clock.monotonicNow() + patience;
    arm();
    return true;
}

void Heartbeat::check()
{
    const MonoTime now = m_clock.monotonicNow();
    if (now >= silentUntil()) {
        stop();
        m_gone();
        return;
    }
    const bool beat = now >= m_said + m_interval;
    if (beat)
        m_said = now;
    arm();
    if (beat)
        m_beat();
}

void Heartbeat::arm()
{
    const MonoTime due = std::min(m_said + m_interval, silentUntil());
    m_timer->start(due - m_clock.monotonicNow());
}

MonoTime Heartbeat::silentUntil() const
{
    const MonoTime silent = m_heard + 2 * m_interval;
    return m_expected ? std::min(silent, *m_expected) : silent;
}

} // namespace pc::link
