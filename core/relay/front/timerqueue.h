// SPDX-License-Identifier: GPL-3.0-or-later
// The QTimers of one event loop, by when they are due. Knows nothing of waiting: EpollDispatcher asks it how long.

#pragma once

#include <QAbstractEventDispatcher>
#include <QList>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace pc::relay::front {

class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;

    void add(int id, qint64 interval, Qt::TimerType type, QObject *object, Clock::time_point now);
    bool remove(int id);
    bool removeAll(const QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(const QObject *object) const;

    /// Milliseconds until the timer fires, rounded up; -1 when there is no such timer.
    int remaining(int id, Clock::time_point now) const;

    /// How long the loop may sleep, or nothing when no timer runs.
    std::optional<Clock::duration> untilNext(Clock::time_point now) const;

    /// Sends each timer that was due at `now` its event, once. A timer whose event is being handled, in a nested event
    /// loop, does not fire again until that returns. Returns how many fired.
    int fireDue(Clock::time_point now);

private:
    struct Entry
    {
        Clock::time_point due;
        Clock::duration interval;
        qint64 milliseconds; ///< As it was registered.
        QObject *object;
        uint64_t serial; ///< Ids are used again; this is not.
        Qt::TimerType type;
        bool isFiring;
    };

    void fire(int id, uint64_t serial, Clock::time_point now);

    std::unordered_map<int, Entry> m_entries;
    std::set<std::pair<Clock::time_point, int>> m_byDue; ///< Without those that are firing.
    uint64_t m_serial = 0;
};

} // namespace pc::relay::front
