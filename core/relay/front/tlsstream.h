// SPDX-License-Identifier: GPL-3.0-or-later
// A Stream that is TLS over a socket. OpenSSL reads and writes through our Socket, so it knows no system call of its own, and
// its errors are those of this stream alone.

#pragma once

#include "core/relay/front/front.h"
#include "core/relay/front/stream.h"
#include "core/relay/front/tlscontext.h"

#include <memory>
#include <string>

extern "C" {
struct ssl_st;
}

namespace pc::relay::front {

/// What the TLS streams of one loop share. Outlives them.
struct TlsLoop
{
    FrontCounters &counters;
    int handshakes = 0; ///< Begun, and not yet done or given up.
    std::string record; ///< Pieces are gathered here, so that they leave as one record.
};

class TlsStream final : public Stream
{
public:
    TlsStream(Socket socket, const TlsContext &context, TlsLoop &loop);
    ~TlsStream() override;

    Socket::Handle handle() const override { return m_socket.handle(); }
    StreamResult read(std::span<char> into) override;
    StreamResult write(std::span<const std::string_view> pieces) override;
    void endWriting() override;
    bool hasBufferedInput() const override;
    bool isEstablished() const override { return m_isEstablished; }

private:
    struct Free
    {
        void operator()(ssl_st *tls) const;
    };

    bool shakeHands();
    StreamResult resultOf(int returned);
    void leaveHandshake();

    Socket m_socket;
    TlsLoop &m_loop;
    std::unique_ptr<ssl_st, Free> m_tls;
    bool m_isEstablished = false;
    bool m_isCounted = true; ///< Among the loop's handshakes.
    bool m_hasFailed = false; ///< OpenSSL must not be asked again.
};

} // namespace pc::relay::front
