// SPDX-License-Identifier: GPL-3.0-or-later
// RelayClock: the relay's time, as its last greeting told it and as much time as went by since, whatever this computer's
// clock says or is set to meanwhile. What others judge by (how long a key package lives, when a group was joined) is dated by
// it, so that a wrong clock here harms nobody.

#pragma once

#include "core/base/clock.h"

#include <optional>

namespace pc::session {

class RelayClock final : public Clock
{
public:
    /// `own` outlives this.
    explicit RelayClock(Clock &own)
        : m_own(own)
    {
    }

    void greeted(UtcTime relayTime) { m_greeting = { relayTime, m_own.monotonicNow() }; }

    /// How far the relay's clock is ahead of this computer's; negative when it is behind, nothing before a greeting.
    Milliseconds ahead() const { return utcNow() - m_own.utcNow(); }

    UtcTime utcNow() const override
    {
        if (!m_greeting)
            return m_own.utcNow();
        return m_greeting->relayTime
            + std::chrono::duration_cast<Milliseconds>(m_own.monotonicNow() - m_greeting->heardAt);
    }

    MonoTime monotonicNow() const override { return m_own.monotonicNow(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override { return m_own.makeTimer(std::move(fired)); }

private:
    struct Greeting
    {
        UtcTime relayTime;
        MonoTime heardAt;
    };

    Clock &m_own;
    std::optional<Greeting> m_greeting;
};

} // namespace pc::session
