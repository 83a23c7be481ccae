// SPDX-License-Identifier: GPL-3.0-or-later
// RelayLink: from a token to an open pipe, and from polls to a WebSocket.

#include "core/base/log.h"
#include "core/link/greeting.h"
#include "core/link/pollpipe.h"
#include "core/link/relaylink.h"
#include "core/link/socket.h"

#include <QPointer>

#include <utility>

namespace pc::link {

namespace {

constexpr Milliseconds kProbeDeadline { 30'000 }; ///< Name lookup, TCP, TLS and upgrade.
constexpr Milliseconds kTakeOverPatience {
    5'000
}; ///< With questions in flight; below the relay's deadline for a hello.

bool isFinal(Errc code)
{
    return code == Errc::Unauthenticated || code == Errc::Forbidden || code == Errc::CertificateRefused
        || code == Errc::ProxyRefused;
}

} // namespace

void RelayLink::connectNow()
{
    const quint64 attempt = ++m_attempt;
    m_transport = m_choice.next();
    moveTo(LinkPhase::Connecting);
    if (m_phase != LinkPhase::Connecting || m_attempt != attempt)
        return; // somebody closed it on hearing of it
    const QPointer<RelayLink> self(this);
    m_tokens.accessToken(m_wantedToken, [self, attempt](const Result<QString> &token) {
        if (self && self->m_attempt == attempt && self->m_phase == LinkPhase::Connecting)
            self->onToken(token);
    });
}

void RelayLink::onToken(const Result<QString> &token)
{
    if (!token) {
        if (isFinal(token.code()))
            refuse(token.code());
        else
            lose(token.error());
        return;
    }
    m_token = *token;
    m_pipe = makePipe(m_transport, m_token);
    connect(m_pipe.get(), &Pipe::opened, this, &RelayLink::onOpened);
    attach();
    m_pipe->open();
}

RelayLink::OwnedPipe RelayLink::makePipe(Transport transport, const QString &token) const
{
    if (transport == Transport::WebSocket)
        return OwnedPipe(std::make_unique<Socket>(m_relay.socketUrl(), m_network).release());
    return OwnedPipe(std::make_unique<PollPipe>(m_relay, token, m_tokens, m_network, m_clock).release());
}

void RelayLink::attach()
{
    connect(m_pipe.get(), &Pipe::messageReceived, this, &RelayLink::onMessage);
    connect(m_pipe.get(), &Pipe::ponged, this, [this] { m_heartbeat.heard(); });
    connect(m_pipe.get(), &Pipe::lost, this, &RelayLink::onLost);
}

void RelayLink::drop(OwnedPipe &pipe, QObject *listener)
{
    if (const OwnedPipe ended = std::exchange(pipe, {})) {
        ended->disconnect(listener);
        ended->close();
    }
}

void RelayLink::onLost(const Error &error)
{
    if (error.code == Errc::CertificateRefused || error.code == Errc::ProxyRefused)
        refuse(error.code);
    else if (error.code == Errc::Unauthenticated && m_phase == LinkPhase::Greeting)
        onHelloRefused({ error.code, {}, {}, {} }); // polls carry the token in each request, hello's too
    else
        lose(error);
}

void RelayLink::onOpened()
{
    wire::Hello hello = m_greeter.hello();
    hello.accessToken = std::exchange(m_token, QString());
    m_helloId = makeFrameId();
    if (!m_pipe->send(encodeGreeting(m_helloId, m_clock.utcNow(), std::move(hello)))) {
        lose(Error { Errc::Network, QStringLiteral("hello was not taken") });
        return;
    }
    moveTo(LinkPhase::Greeting);
}

// ---- A WebSocket beside polls

void RelayLink::probeLater()
{
    m_probeTimer->start(m_probeBackoff.next());
}

void RelayLink::onProbeTimer()
{
    if (m_isProbeOpen)
        takeOver();
    else if (m_probe)
        giveUpProbe();
    else
        probe();
}

void RelayLink::probe()
{
    m_probeTimer->stop();
    const quint64 attempt = m_attempt;
    const QPointer<RelayLink> self(this);
    m_tokens.accessToken(AccessTokens::Wanted::Current, [self, attempt](const Result<QString> &token) {
        if (!self || self->m_attempt != attempt || self->m_phase != LinkPhase::Ready || self->m_probe)
            return;
        if (!token)
            return self->probeLater();
        self->m_token = *token;
        self->m_probe = self->makePipe(Transport::WebSocket, *token);
        connect(self->m_probe.get(), &Pipe::opened, self, &RelayLink::onProbed);
        connect(self->m_probe.get(), &Pipe::lost, self, &RelayLink::giveUpProbe);
        self->m_probeTimer->start(kProbeDeadline);
        self->m_probe->open();
    });
}

void RelayLink::onProbed()
{
    m_isProbeOpen = true;
    m_probeTimer->start(kTakeOverPatience);
    takeOverIfIdle();
}

/// Questions in flight are let finish: whoever asked would otherwise have to ask again.
void RelayLink::takeOverIfIdle()
{
    if (m_isProbeOpen && m_requests.isEmpty())
        takeOver();
}

void RelayLink::takeOver()
{
    qCInfo(lcLink) << "a WebSocket takes over from polls";
    OwnedPipe socket = std::exchange(m_probe, {});
    socket->disconnect(this);
    // Not closed: polls that say goodbye would show this device as away for a moment. Hello ends their session.
    m_pipe->disconnect(this);
    m_pipe = std::move(socket);
    m_transport = Transport::WebSocket;
    attach();
    onOpened();
}

void RelayLink::giveUpProbe()
{
    endProbe();
    probeLater();
}

void RelayLink::endProbe()
{
    drop(m_probe, this);
    m_isProbeOpen = false;
    m_probeTimer->stop();
}

} // namespace pc::link
