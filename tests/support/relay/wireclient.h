// SPDX-License-Identifier: GPL-3.0-or-later
// WireClient: one device that speaks frames and keeps all that it hears. No engine, no retry: what the relay does is
// seen as it is.

#pragma once

#include "core/base/random.h"
#include "core/wire/codec.h"
#include "tests/support/relay/heard.h"

#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <vector>

namespace pc::test {

class WireClient : public QObject
{
    Q_OBJECT

public:
    explicit WireClient(wire::Encoding encoding = wire::Encoding::Cbor);

    /// Connects and says hello; true when `caughtUp` has come. Spins the event loop, with a deadline.
    bool greet(const QUrl &relay, const QString &token, wire::Hello hello = {});

    bool connectTo(const QUrl &relay);
    FrameId send(const wire::Payload &payload);
    void sendRaw(const QByteArray &bytes);
    void abort() { m_socket.abort(); }

    /// The ack or error of that frame; waits for it.
    std::optional<wire::Ack> ack(FrameId id);
    std::optional<wire::ErrorReply> error(FrameId id);

    /// Sends and waits: the ack, or none.
    std::optional<wire::Ack> ask(const wire::Payload &payload) { return ack(send(payload)); }

    /// All frames of one kind so far, in order.
    template<typename T>
    std::vector<T> heard() const
    {
        return heardIn<T>(frames);
    }

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    int closeCode() const { return int(m_socket.closeCode()); }
    MessageId newMessageId() { return MessageId { makeUuid7(utcFromMilliseconds(1'760'000'000'000), m_random) }; }

    std::vector<wire::Frame> frames;
    int undecodable = 0;

private:
    void onBytes(const QByteArray &bytes);
    const wire::Frame *find(FrameId id) const;

    wire::Encoding m_encoding;
    SystemRandom m_random;
    QWebSocket m_socket;
};

} // namespace pc::test
