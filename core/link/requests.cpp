// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/requests.h"

#include <algorithm>
#include <utility>

namespace pc::link {

Requests::Requests(Clock &clock, Milliseconds deadline, size_t limit, std::function<void(FrameId)> timedOut)
    : m_clock(clock)
    , m_deadline(deadline)
    , m_limit(limit)
    , m_timedOut(std::move(timedOut))
    , m_timer(clock.makeTimer([this] { check(); }))
{
}

bool Requests::add(FrameId id)
{
    if (m_open.size() >= m_limit)
        return false;
    m_open.push_back({ id, m_clock.monotonicNow() + m_deadline });
    arm();
    return true;
}

bool Requests::take(FrameId id)
{
    const auto found = std::find_if(m_open.begin(), m_open.end(), [id](const Due &due) { return due.id == id; });
    if (found == m_open.end())
        return false;
    m_open.erase(found);
    arm();
    return true;
}

std::vector<FrameId> Requests::takeAll()
{
    std::vector<FrameId> all;
    for (const Due &due : std::exchange(m_open, {}))
        all.push_back(due.id);
    arm();
    return all;
}

void Requests::check()
{
    const MonoTime now = m_clock.monotonicNow();
    const auto firstInTime = std::find_if(m_open.begin(), m_open.end(), [now](const Due &due) { return due.at > now; });
    const std::vector<Due> late(m_open.begin(), firstInTime);
    m_open.erase(m_open.begin(), firstInTime);
    arm();
    for (const Due &due : late)
        m_timedOut(due.id);
}

void Requests::arm()
{
    // Left running when the oldest was answered: it then fires early and finds nothing late, once a deadline and not
    // once an answer.
    if (m_open.empty())
        m_timer->stop();
    else if (!m_timer->isActive())
        m_timer->start(m_open.front().at - m_clock.monotonicNow());
}

} // namespace pc::link
