// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <limits>
#include <vector>

namespace pc::relay::front {

namespace {

using std::chrono::milliseconds;

/// Qt promises full seconds to a VeryCoarseTimer, and a few per cent to a CoarseTimer: exact is within that.
milliseconds effectiveInterval(qint64 interval, Qt::TimerType type)
{
    constexpr qint64 kSecond = 1000;
    if (type != Qt::VeryCoarseTimer)
        return milliseconds { interval };
    return milliseconds { std::max<qint64>((interval + kSecond / 2) / kSecond, 1) * kSecond };
}

} // namespace

void TimerQueue::add(int id, qint64 interval, Qt::TimerType type, QObject *object, Clock::time_point now)
{
    remove(id);
    const milliseconds effective = effectiveInterval(std::max<qint64>(interval, 0), type);
    m_entries.emplace(id, Entry { now + effective, effective, interval, object, ++m_serial, type, false });
    m_byDue.emplace(now + effective, id);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return false;
    m_byDue.erase({ found->second.due, id });
    m_entries.erase(found);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    std::vector<int> ids;
    for (const auto &[id, entry] : m_entries) {
        if (entry.object == object)
            ids.push_back(id);
    }
    for (const int id : ids)
        remove(id);
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::timersOf(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> list;
    for (const auto &[id, entry] : m_entries) {
        if (entry.object == object)
            list.append({ id, int(entry.milliseconds), entry.type });
    }
    return list;
}

int TimerQueue::remaining(int id, Clock::time_point now) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return -1;
    const auto left = std::chrono::ceil<milliseconds>(found->second.due - now);
    return int(std::clamp<qint64>(left.count(), 0, std::numeric_limits<int>::max()));
}

std::optional<TimerQueue::Clock::duration> TimerQueue::untilNext(Clock::time_point now) const
{
    if (m_byDue.empty())
        return std::nullopt;
    return std::max(m_byDue.begin()->first - now, Clock::duration::zero());
}

int TimerQueue::fireDue(Clock::time_point now)
{
    std::vector<std::pair<int, uint64_t>> due;
    for (const auto &[time, id] : m_byDue) {
        if (time > now)
            break;
        due.emplace_back(id, m_entries.at(id).serial);
    }
    int fired = 0;
    for (const auto &[id, serial] : due) {
        const auto found = m_entries.find(id);
        // An earlier one of these may have stopped it, or fired it in a nested loop.
        if (found == m_entries.end() || found->second.serial != serial || found->second.isFiring
            || found->second.due > now)
            continue;
        fire(id, serial, now);
        ++fired;
    }
    return fired;
}

void TimerQueue::fire(int id, uint64_t serial, Clock::time_point now)
{
    Entry &entry = m_entries.at(id);
    m_byDue.erase({ entry.due, id });
    entry.isFiring = true;
    entry.due += entry.interval;
    if (entry.due <= now) // a late timer fires once; the times that it missed are left out
        entry.due = now + entry.interval;
    QTimerEvent event(id);
    QCoreApplication::sendEvent(entry.object, &event);
    const auto found = m_entries.find(id);
    if (found == m_entries.end() || found->second.serial != serial)
        return;
    found->second.isFiring = false;
    m_byDue.emplace(found->second.due, id);
}

} // namespace pc::relay::front
