// SPDX-License-Identifier: GPL-3.0-or-later
// One direction of a proxied connection: what was read and when it may go on.

#pragma once

#include "core/base/random.h"
#include "tests/support/faultproxy/fault.h"

#include <QTcpSocket>

#include <deque>

namespace pc::test {

class Pipe
{
public:
    Pipe(QTcpSocket &from, QTcpSocket &to)
        : m_from(from)
        , m_to(to)
    {
    }

    /// Takes what `from` has, as long as not too much waits; the rest stays in the sender's window.
    void take(const Fault &fault, MonoTime now, Random &random);

    /// Throws away what `from` has.
    qint64 swallow();

    /// Hands over what is due, at most `allowance` bytes; returns how many went.
    qint64 give(const Fault &fault, MonoTime now, qint64 allowance);

    /// Nothing waits here.
    bool isEmpty() const { return m_waiting.empty(); }

    /// When the first waiting bytes are due; only when there are some.
    MonoTime nextDue() const { return m_waiting.front().due; }

private:
    struct Chunk
    {
        QByteArray bytes;
        MonoTime due;
    };

    qint64 budget(const Fault &fault, MonoTime now) const;

    QTcpSocket &m_from;
    QTcpSocket &m_to;
    std::deque<Chunk> m_waiting;
    qint64 m_waitingBytes = 0;
    MonoTime m_trickledSince {};
    qint64 m_trickled = -1; ///< Bytes that went since m_trickledSince; -1 when not trickling.
};

} // namespace pc::test
