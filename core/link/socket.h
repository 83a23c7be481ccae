// SPDX-License-Identifier: GPL-3.0-or-later
// Socket: a Pipe that is one WebSocket. The only place
// that knows QWebSocket, and with it what Qt 6.4 lacks (errorOccurred). Binary messages only, bounded in both
// directions; a certificate that does not verify ends the connection and is never waved through.
//
// Thread: its own, which is the link's.

#pragma once

#include "core/link/network.h"
#include "core/link/pipe.h"

#include <QUrl>
#include <QWebSocket>

namespace pc::link {

class Socket final : public Pipe
{
    Q_OBJECT

public:
    /// `network` outlives this.
    Socket(const QUrl &url, Network &network);

    void open() override;
    bool send(const QByteArray &message) override;
    void ping() override;
    void close() override; ///< Says goodbye as RFC 6455 wants.

private:
    void openOn(const Way &way);
    void onConnected();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onSslErrors(const QList<QSslError> &errors);
    void loseAs(Errc code, const QString &detail);
    void lose(Errc code, const QString &detail);

    QUrl m_url;
    Network &m_network;
    Way m_way;
    QWebSocket m_socket;
    bool m_isOpen = false;
    bool m_isDone = false;
    bool m_certificateRefused = false;
    bool m_proxyAsks = false; ///< For a login, or for another one than the way has.
};

} // namespace pc::link
