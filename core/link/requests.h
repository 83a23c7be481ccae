// SPDX-License-Identifier: GPL-3.0-or-later
// Requests: the questions in flight, each with the same deadline, never more than a bound. It knows ids and times only.

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"

#include <functional>
#include <memory>
#include <vector>

namespace pc::link {

class Requests
{
public:
    Requests(Clock &clock, Milliseconds deadline, size_t limit, std::function<void(FrameId)> timedOut);

    /// False when as many as may be are in flight.
    bool add(FrameId id);

    /// False when it is not, or no longer, in flight.
    bool take(FrameId id);

    /// Everything in flight, oldest first; none is afterwards.
    std::vector<FrameId> takeAll();

    bool isEmpty() const { return m_open.empty(); }

private:
    struct Due
    {
        FrameId id;
        MonoTime at;
    };

    void check();
    void arm();

    Clock &m_clock;
    Milliseconds m_deadline;
    size_t m_limit;
    std::function<void(FrameId)> m_timedOut;
    std::unique_ptr<Timer> m_timer;
    std::vector<Due> m_open; ///< Oldest first. A few hundred at the most: looking through them is quicker than a hash.
};

} // namespace pc::link
