// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedRelay: the other end of a link in a test. It takes connections and remembers what came; what it says, and
// when, is the test's script. Loopback only.

#pragma once

#include "core/wire/codec.h"

#include <QSslConfiguration>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <vector>

namespace pc::test {

class ScriptedRelay : public QObject
{
public:
    enum class Tls { Off, On };

    explicit ScriptedRelay(Tls tls = Tls::Off)
        : m_server(
            QStringLiteral("scripted"), tls == Tls::On ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode)
    {
        m_server.setSupportedSubprotocols({ QString(wire::kCborSubprotocol) });
        connect(&m_server, &QWebSocketServer::newConnection, this, &ScriptedRelay::onConnection);
    }

    void setTls(const QSslConfiguration &configuration) { m_server.setSslConfiguration(configuration); }
    void setSubprotocols(const QStringList &names) { m_server.setSupportedSubprotocols(names); }

    bool listen(quint16 port = 0) { return m_server.listen(QHostAddress::LocalHost, port); }
    void stopListening() { m_server.close(); }
    quint16 port() const { return m_server.serverPort(); }

    QString url(const QString &scheme = QStringLiteral("http")) const
    {
        return QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(port());
    }

    /// How many connections were made so far; the last one is spoken to.
    int connections() const { return m_connections; }
    bool isConnected() const { return m_peer && m_peer->state() == QAbstractSocket::ConnectedState; }

    /// What the current connection said, decoded.
    const std::vector<wire::Frame> &frames() const { return m_frames; }
    const std::vector<QByteArray> &messages() const { return m_messages; }

    template<typename T>
    const T *last() const
    {
        return m_frames.empty() ? nullptr : std::get_if<T>(&m_frames.back().data);
    }

    void sendBytes(const QByteArray &bytes) { m_peer->sendBinaryMessage(bytes); }
    void sendText(const QString &text) { m_peer->sendTextMessage(text); }

    void send(const wire::Payload &payload, FrameId id = FrameId { Uuid { { 77 } } })
    {
        sendBytes(wire::encode({ id, utcFromMilliseconds(1), payload }));
    }

    void answer(const wire::Payload &payload) { send(payload, m_frames.back().id); }

    void cut() { m_peer->abort(); }

private:
    void onConnection()
    {
        while (QWebSocket *peer = m_server.nextPendingConnection()) {
            m_peer.reset(peer);
            ++m_connections;
            m_frames.clear();
            m_messages.clear();
            connect(peer, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
                m_messages.push_back(bytes);
                if (auto frame = wire::decode(bytes, wire::Encoding::Cbor, 2 * 1024 * 1024))
                    m_frames.push_back(*frame);
            });
        }
    }

    struct DeleteLater
    {
        void operator()(QWebSocket *socket) const
        {
            socket->disconnect();
            socket->deleteLater();
        }
    };

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket, DeleteLater> m_peer;
    int m_connections = 0;
    std::vector<wire::Frame> m_frames;
    std::vector<QByteArray> m_messages;
};

} // namespace pc::test
