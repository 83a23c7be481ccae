// SPDX-License-Identifier: GPL-3.0-or-later
// Socket: one WebSocket connection, from open() to the single `lost`; a new connection is a new Socket. The only place
// that knows QWebSocket, and with it what Qt 6.4 lacks (errorOccurred). Binary messages only, bounded in both
// directions; a certificate that does not verify ends the connection and is never waved through.
//
// Thread: its own, which is the link's.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>
#include <QWebSocket>

namespace pc::link {

/// The largest message that is read: a handshake at its limit, and its envelope.
inline constexpr quint64 kLargestIncomingBytes = 1024 * 1024 + 64 * 1024;

/// How much may wait for the network before nothing more is taken.
inline constexpr qint64 kLargestWaitingBytes = 1024 * 1024;

class Socket : public QObject
{
    Q_OBJECT

public:
    explicit Socket(QObject *parent = nullptr);

    void open(const QUrl &url);

    /// False when the message was not taken: not open, or too much is waiting already.
    bool send(const QByteArray &message);
    void ping();

    /// Says goodbye as RFC 6455 wants; no signal comes after this.
    void close();

Q_SIGNALS:
    void opened();
    void messageReceived(const QByteArray &message);
    void ponged();
    void lost(
        const pc::Error &error); ///< Network, CertificateRefused, TooLarge or Invalid; once, and nothing after it.

private:
    void onConnected();
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onSslErrors(const QList<QSslError> &errors);
    void lose(Errc code, const QString &detail);

    QWebSocket m_socket;
    bool m_isOpen = false;
    bool m_isDone = false;
    bool m_certificateRefused = false;
};

} // namespace pc::link
