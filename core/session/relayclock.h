// SPDX-License-Identifier: GPL-3.0-or-later
// RelayClock: the relay's time, as its last greeting told it and this computer's clock has run since. What others judge
// by (how long a key package lives, when a group was joined) is dated by it, so that a wrong clock here harms nobody.

#pragma once

#include "core/base/clock.h"

namespace pc::session {

class RelayClock final : public Clock
{
public:
    /// `own` outlives this.
    explicit RelayClock(Clock &own)
        : m_own(own)
    {
    }

    void greeted(UtcTime relayTime) { m_ahead = relayTime - m_own.utcNow(); }

    /// How far the relay's clock is ahead of this computer's; negative when it is behind.
    Milliseconds ahead() const { return m_ahead; }

    UtcTime utcNow() const override { return m_own.utcNow() + m_ahead; }
    MonoTime monotonicNow() const override { return m_own.monotonicNow(); }
    std::unique_ptr<Timer> makeTimer(std::function<void()> fired) override { return m_own.makeTimer(std::move(fired)); }

private:
    Clock &m_own;
    Milliseconds m_ahead { 0 };
};

} // namespace pc::session
