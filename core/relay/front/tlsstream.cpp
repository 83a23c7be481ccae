// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/tlsstream.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <utility>

namespace pc::relay::front {

namespace {

constexpr std::size_t kRecordBytes = 16 * 1024; // RFC 8446 section 5.1

Socket &socketOf(BIO *bio)
{
    return *static_cast<Socket *>(BIO_get_data(bio));
}

int bioRead(BIO *bio, char *into, size_t bytes, size_t *done)
{
    BIO_clear_retry_flags(bio);
    const IoResult result = socketOf(bio).read({ into, bytes });
    *done = result.bytes;
    if (result.status == IoStatus::WouldBlock)
        BIO_set_retry_read(bio);
    if (result.status == IoStatus::Ended)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return result.status == IoStatus::Done ? 1 : 0;
}

int bioWrite(BIO *bio, const char *from, size_t bytes, size_t *done)
{
    BIO_clear_retry_flags(bio);
    const std::string_view piece(from, bytes);
    const IoResult result = socketOf(bio).write({ &piece, 1 });
    *done = result.bytes;
    if (result.status == IoStatus::WouldBlock)
        BIO_set_retry_write(bio);
    return result.status == IoStatus::Done ? 1 : 0;
}

long bioControl(BIO *bio, int command, long, void *)
{
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1; // nothing is held back
    case BIO_CTRL_EOF:
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
    default:
        return 0;
    }
}

int bioCreate(BIO *bio)
{
    BIO_set_init(bio, 1);
    return 1;
}

/// One for the process, as OpenSSL wants it: it describes functions and holds nothing.
const BIO_METHOD *socketMethod()
{
    static const BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "front socket");
        BIO_meth_set_read_ex(made, bioRead);
        BIO_meth_set_write_ex(made, bioWrite);
        BIO_meth_set_ctrl(made, bioControl);
        BIO_meth_set_create(made, bioCreate);
        return made;
    }();
    return method;
}

} // namespace

void TlsStream::Free::operator()(ssl_st *tls) const
{
    SSL_free(tls);
}

TlsStream::TlsStream(Socket socket, const TlsContext &context, TlsLoop &loop)
    : m_socket(std::move(socket))
    , m_loop(loop)
    , m_tls(SSL_new(context.native()))
{
    ++m_loop.handshakes;
    BIO *bio = m_tls ? BIO_new(socketMethod()) : nullptr;
    if (!bio) {
        m_tls.reset();
        return;
    }
    BIO_set_data(bio, &m_socket); // this object never moves
    SSL_set_bio(m_tls.get(), bio, bio); // owns it
    SSL_set_accept_state(m_tls.get());
}

TlsStream::~TlsStream()
{
    leaveHandshake();
}

void TlsStream::leaveHandshake()
{
    if (std::exchange(m_isCounted, false))
        --m_loop.handshakes;
}

StreamResult TlsStream::resultOf(int returned)
{
    switch (SSL_get_error(m_tls.get(), returned)) {
    case SSL_ERROR_WANT_READ:
        return { StreamStatus::WantsRead, 0 };
    case SSL_ERROR_WANT_WRITE:
        return { StreamStatus::WantsWrite, 0 };
    case SSL_ERROR_ZERO_RETURN:
        return { StreamStatus::Ended, 0 };
    default:
        m_hasFailed = true;
        m_loop.counters.handshakeFailures.add(m_isEstablished ? 0 : 1);
        leaveHandshake();
        return {};
    }
}

/// True once hands are shaken. Called after each reading, which does the shaking.
bool TlsStream::shakeHands()
{
    if (m_isEstablished || !SSL_is_init_finished(m_tls.get()))
        return m_isEstablished;
    m_isEstablished = true;
    ++m_loop.counters.handshakes;
    m_loop.counters.resumptions.add(SSL_session_reused(m_tls.get()) ? 1 : 0);
    leaveHandshake();
    return true;
}

StreamResult TlsStream::read(std::span<char> into)
{
    if (!m_tls || m_hasFailed)
        return {};
    ERR_clear_error(); // what another connection left would be taken for ours
    std::size_t bytes = 0;
    const int returned = SSL_read_ex(m_tls.get(), into.data(), into.size(), &bytes);
    shakeHands();
    return returned == 1 ? StreamResult { StreamStatus::Done, bytes } : resultOf(returned);
}

StreamResult TlsStream::write(std::span<const std::string_view> pieces)
{
    if (!m_tls || m_hasFailed)
        return {};
    // After a write that waits, OpenSSL wants the same bytes again: what waits here only ever grows at its end.
    m_loop.record.clear();
    for (const std::string_view piece : pieces) {
        m_loop.record.append(piece.substr(0, kRecordBytes - m_loop.record.size()));
        if (m_loop.record.size() == kRecordBytes)
            break;
    }
    ERR_clear_error();
    std::size_t bytes = 0;
    const int returned = SSL_write_ex(m_tls.get(), m_loop.record.data(), m_loop.record.size(), &bytes);
    return returned == 1 ? StreamResult { StreamStatus::Done, bytes } : resultOf(returned);
}

void TlsStream::endWriting()
{
    if (m_tls && !m_hasFailed && m_isEstablished) {
        ERR_clear_error();
        SSL_shutdown(m_tls.get()); // says so, as far as that goes without waiting
        ERR_clear_error();
    }
    m_socket.shutdownWriting();
}

bool TlsStream::hasBufferedInput() const
{
    return m_tls && !m_hasFailed && SSL_has_pending(m_tls.get()) != 0;
}

} // namespace pc::relay::front
