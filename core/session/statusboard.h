// SPDX-License-Identifier: GPL-3.0-or-later
// StatusBoard: how the connection and the store stand, for everybody to read: each a value that fits an atomic, so that any thread may
// ask without a lock, and whoever begins to listen late has missed nothing.

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
    StoreState readStore() const;

    /// Session's loop; tells when it changed.
    void write(const LinkStatus &status);
    void write(const StoreState &state);

private:
    Session &m_voice;
    std::atomic<quint64> m_packed { 0xff'00'00'00'00'00'00'00 };
    std::atomic<quint16> m_store { 0xff };
};

/// What a phase of the link means, before anything is known about what is missing.
LinkState linkStateOf(link::LinkPhase phase, bool isUpToDate);

/// What a clock is called that the relay's is so far ahead of.
OwnClock ownClockOf(Milliseconds relayAhead);

} // namespace pc::session
