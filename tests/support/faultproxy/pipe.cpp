// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/pipe.h"

#include <algorithm>

namespace pc::test {

namespace {

constexpr qint64 kMostWaiting = 256 * 1024;

} // namespace

void Pipe::take(const Fault &fault, MonoTime now, Random &random)
{
    if (m_from.bytesAvailable() == 0 || m_waitingBytes >= kMostWaiting)
        return;
    const QByteArray bytes = m_from.read(kMostWaiting - m_waitingBytes);
    MonoTime due = now;
    if (fault.mode == FaultMode::Delay) {
        const auto spread = quint64(fault.jitter.count()) * 2 + 1;
        due += std::max(Milliseconds { 0 }, fault.delay - fault.jitter + Milliseconds { qint64(random.below(spread)) });
    }
    if (!m_waiting.empty())
        due = std::max(due, m_waiting.back().due); // TCP keeps the order
    m_waitingBytes += bytes.size();
    m_waiting.push_back({ bytes, due });
}

qint64 Pipe::swallow()
{
    m_waiting.clear();
    m_waitingBytes = 0;
    return m_from.bytesAvailable() == 0 ? 0 : m_from.readAll().size();
}

qint64 Pipe::give(const Fault &fault, MonoTime now, qint64 allowance)
{
    if (fault.mode != FaultMode::Trickle) {
        m_trickled = -1;
    } else if (m_trickled < 0) {
        m_trickled = 0;
        m_trickledSince = now;
    }
    const qint64 most = std::min(allowance, budget(fault, now));
    qint64 given = 0;
    while (given < most && !m_waiting.empty() && m_waiting.front().due <= now) {
        Chunk &chunk = m_waiting.front();
        const qint64 size = std::min<qint64>(chunk.bytes.size(), most - given);
        m_to.write(chunk.bytes.constData(), size);
        given += size;
        if (size == chunk.bytes.size())
            m_waiting.pop_front();
        else
            chunk.bytes.remove(0, size);
    }
    m_waitingBytes -= given;
    if (m_trickled >= 0)
        m_trickled += given;
    return given;
}

/// What may be written now: what the receiver has not taken yet counts against it, and the rate when trickling.
qint64 Pipe::budget(const Fault &fault, MonoTime now) const
{
    const qint64 room = std::max<qint64>(0, kMostWaiting - m_to.bytesToWrite());
    if (m_trickled < 0)
        return room;
    const qint64 elapsed = (now - m_trickledSince).count();
    return std::clamp<qint64>(elapsed * fault.bytesPerSecond / 1000 - m_trickled, 0, room);
}

} // namespace pc::test
