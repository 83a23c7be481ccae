// SPDX-License-Identifier: GPL-3.0-or-later
// Socket: a Pipe that is one WebSocket. The only place
// that knows QWebSocket, and with it what Qt 6.4 lacks (errorOccurred). Binary messages only, bounded in both
// directions; a certificate that does not verify ends the connection and is never waved through.
//
// Thread: its own, which is the link's.

#pragma once

#include "core/link/pipe.h"

#include <QUrl>
#include <QWebSocket>

namespace pc::link {

class Socket final : public Pipe
{
    Q_OBJECT

public:
    explicit Socket(const QUrl &url);

    void open() override;
    bool send(const QByteArray &message) override;
    void ping() override;
    void close() override; ///< Says goodbye as RFC 6455 wants.

private:
    void onConnected();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onSslErrors(const QList<QSslError> &errors);
    void lose(Errc code, const QString &detail);

    QUrl m_url;
    QWebSocket m_socket;
    bool m_isOpen = false;
    bool m_isDone = false;
    bool m_certificateRefused = false;
};

} // namespace pc::link
