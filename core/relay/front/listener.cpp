// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/listener.h"

#include "core/base/log.h"
#include "core/base/logline.h"

#include <utility>

namespace pc::relay::front {

namespace {

constexpr int kBatch = 256; ///< More would keep the open connections waiting in a storm.
constexpr Milliseconds kRetry { 1'000 };
constexpr Milliseconds kRoomRetry { 20 };

} // namespace

Listener::Listener(Socket socket, Clock &clock, HasRoom hasRoom, Arrived arrived)
    : m_socket(std::move(socket))
    , m_port(m_socket.localPort())
    , m_hasRoom(std::move(hasRoom))
    , m_arrived(std::move(arrived))
    , m_retry(clock.makeTimer([this] { resume(); }))
    , m_watch(m_socket.handle(), Watch::Read, *this)
{
}

void Listener::readyToRead()
{
    for (int i = 0; i < kBatch && m_socket.isOpen(); ++i) {
        if (!m_hasRoom())
            return pause(kRoomRetry);
        Accepted accepted = acceptFrom(m_socket);
        switch (accepted.status) {
        case Accepted::Status::Done:
            m_arrived(std::move(accepted.socket), accepted.peer);
            break;
        case Accepted::Status::NothingWaits:
            return;
        case Accepted::Status::OutOfResources:
        case Accepted::Status::Failed:
            LogLine(lcFront(), QtWarningMsg, "accepting pauses: the system gives no more descriptors");
            return pause(kRetry);
        }
    }
}

void Listener::pause(Milliseconds span)
{
    m_watch.setEnabled(false);
    m_retry->start(span);
}

void Listener::resume()
{
    if (!m_socket.isOpen() || m_watch.isEnabled())
        return;
    m_retry->stop();
    m_watch.setEnabled(true);
}

void Listener::stop()
{
    m_watch.setEnabled(false);
    m_retry->stop();
    m_socket = Socket();
}

} // namespace pc::relay::front
