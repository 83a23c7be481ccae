// SPDX-License-Identifier: GPL-3.0-or-later
// The listening socket: takes waiting connections in batches, and pauses when the process is out of descriptors instead
// of spinning on a socket that stays ready.

#pragma once

#include "core/base/clock.h"
#include "core/relay/front/socket.h"
#include "core/relay/front/watch.h"

#include <functional>
#include <memory>

namespace pc::relay::front {

class Listener final : private Watcher
{
public:
    using Arrived = std::function<void(Socket socket, const QHostAddress &peer)>;
    using HasRoom = std::function<bool()>;

    /// Asks for room before each connection that it takes; without, those who come wait a moment in the system's queue.
    Listener(Socket socket, Clock &clock, HasRoom hasRoom, Arrived arrived);

    quint16 port() const { return m_port; }

    /// Accepts again at once after a pause: a descriptor has come free.
    void resume();

    /// Closes the listening socket; those that wait in it are refused by the system.
    void stop();

private:
    void readyToRead() override;
    void readyToWrite() override { }
    void pause(Milliseconds span);

    Socket m_socket;
    quint16 m_port;
    HasRoom m_hasRoom;
    Arrived m_arrived;
    std::unique_ptr<Timer> m_retry;
    Watch m_watch;
};

} // namespace pc::relay::front
