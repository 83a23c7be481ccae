// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/relay/servicemanager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

namespace pc::app {

namespace {

QByteArray taken(const char *variable)
{
    QByteArray value = qgetenv(variable);
    qunsetenv(variable); // not for programs that this one may start
    return value;
}

/// The time that systemd compares a reload with, in microseconds.
qint64 monotonicMicroseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

} // namespace

ServiceManager::ServiceManager()
    : m_socket(taken("NOTIFY_SOCKET"))
{
    const qint64 microseconds = taken("WATCHDOG_USEC").toLongLong();
    const QByteArray watched = taken("WATCHDOG_PID");
    const bool isMeant = watched.isEmpty() || watched.toLongLong() == ::getpid();
    if (microseconds > 0 && isMeant && !m_socket.isEmpty())
        m_watchdog = std::max(Milliseconds { 1 }, Milliseconds { microseconds / 1'000 / 3 });
}

void ServiceManager::reloading() const
{
    tell("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(monotonicMicroseconds()));
}

void ServiceManager::tell(const QByteArray &state) const
{
    sockaddr_un address = {};
    if (m_socket.isEmpty() || m_socket.size() >= qsizetype(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::copy(m_socket.begin(), m_socket.end(), address.sun_path);
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0'; // a name without a file
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_socket.size()));
    // Whether anybody hears it is the service manager's business: it acts when it hears nothing.
    [[maybe_unused]] const ssize_t sent = ::sendto(socket, state.constData(), size_t(state.size()), MSG_NOSIGNAL,
        reinterpret_cast<const sockaddr *>(&address), length);
    ::close(socket);
}

} // namespace pc::app
