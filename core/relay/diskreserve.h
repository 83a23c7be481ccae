// SPDX-License-Identifier: GPL-3.0-or-later
// DiskReserve: room on the disk that messages leave alone. Where less is free, what makes the log longer is refused; what
// reads goes on, and so does what needs a little room to be of use at all: sign-ins, receipts, administration, clearing up.
//
// ReserveWatch looks at the disk now and then.

#pragma once

#include "core/base/clock.h"
#include "core/base/diskspace.h"

#include <atomic>
#include <functional>
#include <memory>

namespace pc::sql {
class Reader;
}

namespace pc::relay {

class DiskReserve
{
public:
    /// What is done with the reserve does not grow with the disk.
    static constexpr qint64 kMost = qint64(1024) * 1024 * 1024;

    using Ask = std::function<DiskRoom()>;

    /// `percent` of the disk that `ask` tells of; 0 keeps nothing.
    DiskReserve(Ask ask, int percent);

    /// Any thread: as of the last look.
    bool isKept() const { return m_isKept.load(); }
    qint64 bytes() const { return m_bytes.load(); }

    /// Any thread; from the next look on.
    void setPercent(int percent) { m_percent = percent; }

    /// Asks the disk: on no loop's thread, and on one at a time.
    void look();

private:
    const Ask m_ask;
    std::atomic<int> m_percent;
    std::atomic<qint64> m_bytes { 0 };
    std::atomic<bool> m_isKept { true };
};

/// Thread: a loop's, on which it is made and ended; it looks on the reader's.
class ReserveWatch
{
public:
    static constexpr Milliseconds kEvery { 2'000 };

    /// The reader ends before the reserve does.
    ReserveWatch(Clock &clock, DiskReserve &reserve, sql::Reader &reader);

private:
    void turn();

    DiskReserve &m_reserve;
    sql::Reader &m_reader;
    std::unique_ptr<Timer> m_timer;
};

} // namespace pc::relay
