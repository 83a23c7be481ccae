// SPDX-License-Identifier: GPL-3.0-or-later
// TLS for a foreign load generator that knows only plain sockets: what stands for its send() and recv(), with their results.
// One TLS client a descriptor, each with a full handshake; what it is shown is not checked, since only the relay is measured.
// PC_BENCH_TLS=1 turns it on.

#pragma once

#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <map>

namespace net {

struct Session
{
    SSL *ssl = nullptr;
    bool waitsToRead = false; ///< The handshake's next step is the peer's: being writable means nothing.
};

inline bool isOn()
{
    static const bool on = std::getenv("PC_BENCH_TLS") != nullptr;
    return on;
}

inline Session &sessionOf(int fd)
{
    static std::map<int, Session> sessions;
    static SSL_CTX *context = [] {
        std::signal(SIGPIPE, SIG_IGN); // a peer that has gone is an error of that call, as without TLS
        SSL_CTX *made = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_mode(
            made, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
        return made;
    }();
    Session &session = sessions[fd];
    if (!session.ssl) {
        session.ssl = SSL_new(context);
        SSL_set_fd(session.ssl, fd);
        SSL_set_connect_state(session.ssl);
    }
    return session;
}

/// As send() and recv() answer: -1 with EAGAIN to wait, with EIO when the session is broken.
inline ssize_t outcome(Session &session, int result)
{
    const int error = SSL_get_error(session.ssl, result);
    session.waitsToRead = error == SSL_ERROR_WANT_READ;
    if (error == SSL_ERROR_ZERO_RETURN)
        return 0;
    errno = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? EAGAIN : EIO;
    return -1;
}

inline ssize_t send(int fd, const char *data, size_t size)
{
    if (!isOn())
        return ::send(fd, data, size, MSG_NOSIGNAL);
    Session &session = sessionOf(fd);
    session.waitsToRead = false;
    const int sent = SSL_write(session.ssl, data, int(size));
    return sent > 0 ? sent : outcome(session, sent);
}

/// Until nothing more is there: what lies decrypted in the session makes no descriptor readable.
inline ssize_t recv(int fd, char *data, size_t size)
{
    if (!isOn())
        return ::recv(fd, data, size, 0);
    Session &session = sessionOf(fd);
    ssize_t read = 0;
    while (size_t(read) < size) {
        const int got = SSL_read(session.ssl, data + read, int(size - size_t(read)));
        if (got <= 0) {
            const ssize_t ended = outcome(session, got);
            return read > 0 ? read : ended;
        }
        read += got;
    }
    return read;
}

inline bool waitsToWrite(int fd)
{
    return !isOn() || !sessionOf(fd).waitsToRead;
}

} // namespace net
