// SPDX-License-Identifier: GPL-3.0-or-later
// ServiceManager: tells systemd how the relay stands (sd_notify(3)): ready, reloading, stopping, and that it still turns. Says
// nothing where no service manager asked to be told.

#pragma once

#include "core/base/time.h"

#include <QByteArray>

#include <optional>

namespace pc::app {

class ServiceManager
{
public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, and takes them out of the environment.
    ServiceManager();

    void ready() const { tell("READY=1"); }
    void reloading() const;
    void stopping() const { tell("STOPPING=1"); }
    void alive() const { tell("WATCHDOG=1"); } ///< Any thread.

    /// How often alive() is expected, with room to spare; nothing when nobody watches.
    std::optional<Milliseconds> watchdogInterval() const { return m_watchdog; }

private:
    void tell(const QByteArray &state) const;

    QByteArray m_socket;
    std::optional<Milliseconds> m_watchdog;
};

} // namespace pc::app
