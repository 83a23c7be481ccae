// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets of POSIX systems.

#include "core/relay/front/socket.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace pc::relay::front {

namespace {

constexpr std::size_t kMaxPieces = 64;

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0; // prepare() sets SO_NOSIGPIPE instead
#endif

int fd(Socket::Handle handle)
{
    return static_cast<int>(handle);
}

void setOption(int socket, int level, int name, int value)
{
    ::setsockopt(socket, level, name, &value, sizeof value);
}

bool prepare(int socket)
{
    const int flags = ::fcntl(socket, F_GETFL);
    if (flags < 0 || ::fcntl(socket, F_SETFL, flags | O_NONBLOCK) < 0 || ::fcntl(socket, F_SETFD, FD_CLOEXEC) < 0)
        return false;
#ifdef SO_NOSIGPIPE
    setOption(socket, SOL_SOCKET, SO_NOSIGPIPE, 1);
#endif
    return true;
}

IoResult failure()
{
    const bool isLater = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return { isLater ? IoStatus::WouldBlock : IoStatus::Failed, 0 };
}

union AnyAddress {
    sockaddr base;
    sockaddr_in v4;
    sockaddr_in6 v6;
    sockaddr_storage storage;
};

/// Fills `to` for bind() and returns its length.
socklen_t toSystem(const QHostAddress &address, quint16 port, AnyAddress &to)
{
    std::memset(&to, 0, sizeof to);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        to.v4.sin_family = AF_INET;
        to.v4.sin_port = htons(port);
        to.v4.sin_addr.s_addr = htonl(address.toIPv4Address());
        return sizeof to.v4;
    }
    to.v6.sin6_family = AF_INET6;
    to.v6.sin6_port = htons(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&to.v6.sin6_addr, &bytes, sizeof bytes);
    return sizeof to.v6;
}

Error systemError(const char *step)
{
    return { Errc::Network, QLatin1StringView(step) + QLatin1StringView(": ") + qt_error_string(errno) };
}

} // namespace

Socket::~Socket()
{
    if (isOpen())
        ::close(fd(m_handle));
}

IoResult Socket::read(std::span<char> into)
{
    const ssize_t count = ::recv(fd(m_handle), into.data(), into.size(), 0);
    if (count > 0)
        return { IoStatus::Done, static_cast<std::size_t>(count) };
    return count == 0 ? IoResult { IoStatus::Ended, 0 } : failure();
}

IoResult Socket::write(std::span<const std::string_view> pieces)
{
    std::array<iovec, kMaxPieces> vectors;
    const std::size_t count = std::min(pieces.size(), vectors.size());
    for (std::size_t i = 0; i < count; ++i)
        vectors[i] = { const_cast<char *>(pieces[i].data()), pieces[i].size() }; // iovec serves reading too
    msghdr message {};
    message.msg_iov = vectors.data();
    message.msg_iovlen = static_cast<decltype(message.msg_iovlen)>(count);
    const ssize_t written = ::sendmsg(fd(m_handle), &message, kSendFlags);
    return written < 0 ? failure() : IoResult { IoStatus::Done, static_cast<std::size_t>(written) };
}

void Socket::shutdownWriting()
{
    ::shutdown(fd(m_handle), SHUT_WR);
}

quint16 Socket::localPort() const
{
    AnyAddress address {};
    socklen_t length = sizeof address;
    if (::getsockname(fd(m_handle), &address.base, &length) < 0)
        return 0;
    return ntohs(address.base.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}

Result<Socket> openListener(const QHostAddress &address, quint16 port, const ListenOptions &options)
{
    const bool isV4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    Socket socket(::socket(isV4 ? AF_INET : AF_INET6, SOCK_STREAM, 0));
    if (!socket.isOpen() || !prepare(fd(socket.handle())))
        return systemError("socket");
    const int descriptor = fd(socket.handle());
    setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
    if (options.sharePort)
        setOption(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
    if (!isV4) // QHostAddress::Any means both families
        setOption(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, address == QHostAddress(QHostAddress::Any) ? 0 : 1);
    AnyAddress system {};
    const socklen_t length = toSystem(address, port, system);
    if (::bind(descriptor, &system.base, length) < 0)
        return systemError("bind");
    if (::listen(descriptor, options.backlog) < 0)
        return systemError("listen");
    return socket;
}

Accepted acceptFrom(Socket &listener)
{
    for (;;) {
        AnyAddress peer {};
        socklen_t length = sizeof peer;
        Accepted accepted;
        accepted.socket = Socket(::accept(fd(listener.handle()), &peer.base, &length));
        if (accepted.socket.isOpen()) {
            const int descriptor = fd(accepted.socket.handle());
            setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
            accepted.peer.setAddress(&peer.base);
            accepted.status = prepare(descriptor) ? Accepted::Status::Done : Accepted::Status::Failed;
            return accepted;
        }
        if (errno == EINTR || errno == ECONNABORTED)
            continue;
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            accepted.status = Accepted::Status::NothingWaits;
        else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
            accepted.status = Accepted::Status::OutOfResources;
        return accepted;
    }
}

} // namespace pc::relay::front
