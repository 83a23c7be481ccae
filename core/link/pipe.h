// SPDX-License-Identifier: GPL-3.0-or-later
// Pipe: one connection to the relay that carries whole frames, from open() to the single `lost`; a new connection is a
// new Pipe. The link does not care what it is made of: Socket is a WebSocket, PollPipe a run of HTTP requests.
//
// Thread: its own, which is the link's.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>

namespace pc::link {

/// The largest message that is read: a handshake at its limit, and its envelope.
inline constexpr quint64 kLargestIncomingBytes = 1024 * 1024 + 64 * 1024;

/// How much may wait for the network before nothing more is taken.
inline constexpr qint64 kLargestWaitingBytes = 1024 * 1024;

class Pipe : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0;

    /// False when the message was not taken: not open, or too much is waiting already.
    virtual bool send(const QByteArray &message) = 0;

    /// Asks the other side for a sign of life, told by ponged().
    virtual void ping() = 0;

    /// Ends in order; no signal comes after this.
    virtual void close() = 0;

Q_SIGNALS:
    void opened();
    void messageReceived(const QByteArray &message);
    void ponged();

    /// Once, and nothing after it. Network, Timeout, CertificateRefused, ProxyRefused, TooLarge, Invalid, Unsupported; of
    /// polls also what the relay refused them with.
    void lost(const pc::Error &error);
};

} // namespace pc::link
