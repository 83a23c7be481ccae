// SPDX-License-Identifier: GPL-3.0-or-later
// PollClient: one device over HTTP long poll, one request at a time, each as the test wants it. Keeps all frames that it
// took; what the relay does is seen as it is.

#pragma once

#include "core/base/random.h"
#include "core/wire/batch.h"
#include "core/wire/codec.h"
#include "tests/support/relay/heard.h"

#include <QNetworkAccessManager>
#include <QUrl>

#include <memory>
#include <vector>

namespace pc::test {

struct PollAnswer
{
    int status = 0; ///< 0: none came.
    QByteArray body;
    wire::Batch batch; ///< Of a GET that was answered with 200.
};

class PollClient
{
public:
    PollClient(const QUrl &relay, const QString &token);

    /// Says hello; true when a session has begun.
    bool begin(wire::Hello hello = {});

    /// Begins, and polls until `caughtUp` has come.
    bool greet();

    /// Sends frames as the next batch up. The status.
    int send(const std::vector<wire::Payload> &payloads);
    int sendBatch(const wire::Batch &batch);
    int end();

    /// Asks for what is after `after`, without taking it.
    PollAnswer ask(quint64 after, int waitSeconds = 0);

    /// Asks for what comes next and takes it.
    PollAnswer poll(int waitSeconds = 0);
    void take(const wire::Batch &batch);

    /// Polls until `done` holds, some seconds at the most.
    bool pollUntil(const std::function<bool()> &done);

    /// A new connection for each request from now on.
    void reconnectAlways() { m_reconnects = true; }

    template<typename T>
    std::vector<T> heard() const
    {
        return heardIn<T>(frames);
    }

    wire::Batch makeBatch(quint64 number, const std::vector<wire::Payload> &payloads);
    PollAnswer exchange(const QByteArray &method, const QString &query, const QByteArray &body);
    MessageId newMessageId() { return MessageId { makeUuid7(utcFromMilliseconds(1'760'000'000'000), m_random) }; }

    std::vector<wire::Frame> frames;
    QByteArray session;
    QString token;
    quint64 up = 0;
    quint64 after = 0;
    bool hasEnded = false; ///< The last batch has come.

private:
    QUrl m_relay;
    std::unique_ptr<QNetworkAccessManager> m_network = std::make_unique<QNetworkAccessManager>();
    SystemRandom m_random;
    bool m_reconnects = false;
};

} // namespace pc::test
