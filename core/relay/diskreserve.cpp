// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/diskreserve.h"

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/sql/reader.h"

#include <algorithm>
#include <utility>

namespace pc::relay {

namespace {

constexpr qint64 kMiB = 1024 * 1024;
constexpr qint64 kWhole = 100; // per cent

} // namespace

DiskReserve::DiskReserve(Ask ask, int percent)
    : m_ask(std::move(ask))
    , m_percent(percent)
{
}

void DiskReserve::look()
{
    const DiskRoom room = m_ask();
    if (!room.isKnown())
        return; // a disk that does not tell is found out by writing to it
    const qint64 reserve = std::min(room.total / kWhole * m_percent, kMost);
    m_bytes = reserve;
    const bool isKept = room.available >= reserve;
    if (m_isKept.exchange(isKept) == isKept)
        return;
    LogLine(lcRelay(), isKept ? QtInfoMsg : QtCriticalMsg,
        isKept ? LogWord("there is room on the disk again: messages are taken")
               : LogWord("the disk is nearly full: no more messages are taken, reading goes on"))
        .with("free_mib", room.available / kMiB)
        .with("reserve_mib", reserve / kMiB);
}

ReserveWatch::ReserveWatch(Clock &clock, DiskReserve &reserve, sql::Reader &reader)
    : m_reserve(reserve)
    , m_reader(reader)
    , m_timer(clock.makeTimer([this] { turn(); }))
{
    m_timer->start(kEvery);
}

void ReserveWatch::turn()
{
    // A full queue is looked at again in a moment.
    [[maybe_unused]] const bool isPosted = m_reader.post([&reserve = m_reserve](sql::Database &) { reserve.look(); });
    m_timer->start(kEvery);
}

} // namespace pc::relay
