// SPDX-License-Identifier: GPL-3.0-or-later
// Non-blocking TCP sockets as the front needs them, and no more. Each system implements this header in a file of its
// own (socket_posix.cpp); nothing else here knows a system call.

#pragma once

#include "core/base/result.h"

#include <QHostAddress>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace pc::relay::front {

enum class IoStatus : uint8_t {
    Done, ///< At least one byte was moved.
    WouldBlock,
    Ended, ///< The peer sends no more.
    Failed,
};

struct IoResult
{
    IoStatus status = IoStatus::Failed;
    std::size_t bytes = 0;
};

/// Owns one socket; closes it.
class Socket
{
public:
    using Handle = qintptr;

    Socket() = default;

    explicit Socket(Handle handle)
        : m_handle(handle)
    {
    }

    Socket(Socket &&other) noexcept
        : m_handle(std::exchange(other.m_handle, kNone))
    {
    }

    Socket &operator=(Socket &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }

    ~Socket();

    bool isOpen() const { return m_handle != kNone; }
    Handle handle() const { return m_handle; }

    IoResult read(std::span<char> into);

    /// Writes the pieces in order in one call, as far as the socket takes them.
    IoResult write(std::span<const std::string_view> pieces);

    /// The peer will see the end of what was written; reading goes on.
    void shutdownWriting();

    quint16 localPort() const;

private:
    static constexpr Handle kNone = -1;

    Handle m_handle = kNone;
};

struct ListenOptions
{
    int backlog = 4096;
    bool sharePort = false; ///< Several sockets of one user may listen on the same port; the system spreads the load.
};

Result<Socket> openListener(const QHostAddress &address, quint16 port, const ListenOptions &options);

struct Accepted
{
    enum class Status : uint8_t { Done, NothingWaits, OutOfResources, Failed };

    Status status = Status::Failed;
    Socket socket;
    QHostAddress peer;
};

/// Takes one waiting connection: non-blocking, without delay (TCP_NODELAY). A connection that was reset while it waited
/// is skipped.
Accepted acceptFrom(Socket &listener);

} // namespace pc::relay::front
