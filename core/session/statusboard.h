// SPDX-License-Identifier: GPL-3.0-or-later
// StatusBoard: how the connection stands, for everybody to read: one value that fits an atomic, so that any thread may
// ask without a lock.

#pragma once

#include "core/base/time.h"
#include "core/link/link.h"
#include "core/session/session.h"

#include <atomic>

namespace pc::session {

class StatusBoard
{
public:
    explicit StatusBoard(Session &voice)
        : m_voice(voice)
    {
    }

    /// Any thread.
    LinkStatus read() const;

    /// Session's loop; tells when it changed.
    void write(const LinkStatus &status);

private:
    Session &m_voice;
    std::atomic<quint64> m_packed { 0xff'00'00'00'00'00'00'00 };
};

/// What a phase of the link means, before anything is known about what is missing.
LinkState linkStateOf(link::LinkPhase phase, bool isUpToDate);

/// What a clock is called that the relay's is so far ahead of.
OwnClock ownClockOf(Milliseconds relayAhead);

} // namespace pc::session
