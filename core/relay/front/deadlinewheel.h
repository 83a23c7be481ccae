// SPDX-License-Identifier: GPL-3.0-or-later
// One coarse alarm clock for all connections of a loop, instead of a timer each. A connection files its next deadline
// and looks again when its turn comes: a deadline that moved away meanwhile is simply filed anew.

#pragma once

#include "core/base/clock.h"
#include "core/relay/front/connectionid.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace pc::relay::front {

class DeadlineWheel
{
public:
    /// A count of kTick since the clock's start; tells an entry from older ones of the same connection.
    using Tick = int64_t;

    static constexpr Milliseconds kTick { 250 };
    static constexpr Tick kNever = -1;

    /// `due` is called with what schedule() returned; it may schedule again.
    DeadlineWheel(Clock &clock, std::function<void(ConnectionId, Tick)> due);

    /// Files an entry that comes due at `at` or up to one tick later; earlier only beyond the wheel's horizon.
    Tick schedule(ConnectionId connection, MonoTime at);

private:
    struct Entry
    {
        ConnectionId connection;
        Tick tick;
    };

    static constexpr std::size_t kSlots = 512;

    std::vector<Entry> &slotOf(Tick tick) { return m_slots[static_cast<std::size_t>(tick) % kSlots]; }
    void arm(Tick tick);
    void armForNext();
    void run();

    Clock &m_clock;
    std::function<void(ConnectionId, Tick)> m_due;
    std::unique_ptr<Timer> m_timer;
    std::array<std::vector<Entry>, kSlots> m_slots;
    Tick m_done; ///< All entries up to here have come due.
    Tick m_armed = kNever;
};

} // namespace pc::relay::front
