// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/clock.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace pc {

namespace {

class SystemTimer final : public Timer
{
public:
    explicit SystemTimer(std::function<void()> fired)
        : m_fired(std::move(fired))
    {
        m_timer.setSingleShot(true);
        m_timer.callOnTimeout(&m_timer, [this] { m_fired(); });
    }

    void start(Milliseconds delay) override { m_timer.start(std::max(delay, Milliseconds { 0 })); }
    void stop() override { m_timer.stop(); }
    bool isActive() const override { return m_timer.isActive(); }

private:
    QTimer m_timer;
    std::function<void()> m_fired;
};

} // namespace

UtcTime SystemClock::utcNow() const
{
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monotonicNow() const
{
    return std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now());
}

std::unique_ptr<Timer> SystemClock::makeTimer(std::function<void()> fired)
{
    return std::make_unique<SystemTimer>(std::move(fired));
}

} // namespace pc
