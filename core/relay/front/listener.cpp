// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/listener.h"

#include "core/base/log.h"
#include "core/base/logline.h"

#include <utility>

namespace pc::relay::front {

namespace {

constexpr int kBatch = 256; ///< More would keep the open connections waiting in a storm.
constexpr Milliseconds kRetry { 1'000 };

} // namespace

Listener::Listener(Socket socket, Clock &clock, Arrived arrived)
    : m_socket(std::move(socket))
    , m_port(m_socket.localPort())
    , m_arrived(std::move(arrived))
    , m_retry(clock.makeTimer([this] { resume(); }))
    , m_watch(m_socket.handle(), Watch::Read, *this)
{
}

void Listener::readyToRead()
{
    for (int i = 0; i < kBatch && m_socket.isOpen(); ++i) {
        Accepted accepted = acceptFrom(m_socket);
        switch (accepted.status) {
        case Accepted::Status::Done:
            m_arrived(std::move(accepted.socket), accepted.peer);
            break;
        case Accepted::Status::NothingWaits:
            return;
        case Accepted::Status::OutOfResources:
        case Accepted::Status::Failed:
            return pause();
        }
    }
}

void Listener::pause()
{
    LogLine(lcFront(), QtWarningMsg, "accepting pauses: the system gives no more descriptors");
    m_watch.setEnabled(false);
    m_retry->start(kRetry);
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
