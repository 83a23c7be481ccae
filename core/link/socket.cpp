// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/socket.h"

#include "core/base/log.h"
#include "core/wire/codec.h"

#include <QAuthenticator>
#include <QPointer>
#include <QSslError>
#include <QWebSocketHandshakeOptions>

namespace pc::link {

Socket::Socket(const QUrl &url, Network &network)
    : m_url(url)
    , m_network(network)
{
    m_socket.setMaxAllowedIncomingFrameSize(kLargestIncomingBytes);
    m_socket.setMaxAllowedIncomingMessageSize(kLargestIncomingBytes);
    connect(&m_socket, &QWebSocket::connected, this, &Socket::onConnected);
    connect(&m_socket, &QWebSocket::disconnected, this, &Socket::onDisconnected);
    // Not answered here: what is known is in the way already.
    connect(&m_socket, &QWebSocket::proxyAuthenticationRequired, this, [this] { m_proxyAsks = true; });
    connect(&m_socket, &QWebSocket::sslErrors, this, &Socket::onSslErrors);
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &Socket::onError);
    connect(&m_socket, &QWebSocket::pong, this, [this] {
        if (m_isOpen)
            Q_EMIT ponged();
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &message) {
        if (m_isOpen)
            Q_EMIT messageReceived(message);
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
        [this] { lose(Errc::Invalid, QStringLiteral("a text message on a binary subprotocol")); });
}

void Socket::open()
{
    const QPointer<Socket> self(this);
    m_network.findWay(m_url, [self](const Way &way) {
        if (self && !self->m_isDone)
            self->openOn(way);
    });
}

void Socket::openOn(const Way &way)
{
    m_way = way;
    m_socket.setProxy(way.proxy);
    m_socket.setSslConfiguration(way.tls);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({ QString(wire::kCborSubprotocol) });
    m_socket.open(m_url, options);
}

bool Socket::send(const QByteArray &message)
{
    if (!m_isOpen || m_socket.bytesToWrite() + message.size() > kLargestWaitingBytes)
        return false;
    return m_socket.sendBinaryMessage(message) == message.size();
}

void Socket::ping()
{
    if (m_isOpen)
        m_socket.ping();
}

void Socket::close()
{
    const bool wasOpen = m_isOpen;
    m_isOpen = false;
    m_isDone = true;
    if (wasOpen)
        m_socket.close();
    else
        m_socket.abort();
}

void Socket::onConnected()
{
    if (m_isDone)
        return;
    if (m_socket.subprotocol() != wire::kCborSubprotocol) {
        lose(Errc::Unsupported, QStringLiteral("the peer does not speak the subprotocol"));
        return;
    }
    m_isOpen = true;
    Q_EMIT opened();
}

void Socket::onError(QAbstractSocket::SocketError error)
{
    loseAs(Errc::Network, QStringLiteral("socket error %1").arg(int(error)));
}

void Socket::onDisconnected()
{
    const auto code = int(m_socket.closeCode());
    const bool tooLarge = m_socket.closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
    loseAs(tooLarge ? Errc::TooLarge : Errc::Network, QStringLiteral("closed with code %1").arg(code));
}

/// Qt tells of the end in one way or another; who refused was noted before.
void Socket::loseAs(Errc code, const QString &detail)
{
    if (m_isDone)
        return;
    if (m_certificateRefused) {
        lose(Errc::CertificateRefused, QStringLiteral("the certificate does not verify"));
    } else if (m_proxyAsks) {
        m_network.refusedByProxy(m_way);
        lose(Errc::ProxyRefused, QStringLiteral("the proxy asks for a login"));
    } else {
        lose(code, detail);
    }
}

void Socket::onSslErrors(const QList<QSslError> &errors)
{
    m_certificateRefused = true;
    for (const QSslError &error : errors)
        qCInfo(lcLink) << "certificate refused, reason" << int(error.error());
}

void Socket::lose(Errc code, const QString &detail)
{
    if (m_isDone)
        return;
    m_isOpen = false;
    m_isDone = true;
    m_socket.abort();
    Q_EMIT lost(Error { code, detail });
}

} // namespace pc::link
