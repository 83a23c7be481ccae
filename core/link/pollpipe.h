// SPDX-License-Identifier: GPL-3.0-or-later
// PollPipe: frames over HTTP long poll, for networks that refuse WebSockets (core/relay/poll/README.md says how it goes
// over the wire). One POST at a time carries what is to be sent, one GET always waits for what comes. Each is repeated
// under its number when its answer was lost, so that nothing is lost, doubled or out of order.
//
//   open() ─▶ opened ─send(hello)─▶ POST ─201─▶ polling: GET after GET, POST after POST ─▶ lost
//
// A token that ends meanwhile is renewed once for each refusal, and the request repeated. Whoever closes it tells the relay,
// so that others see at once that this device is away; if that gets lost, silence ends the session there.

#pragma once

#include "core/base/clock.h"
#include "core/link/address.h"
#include "core/link/httpcaller.h"
#include "core/link/pipe.h"
#include "core/link/tokens.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace pc::link {

class PollPipe final : public Pipe
{
    Q_OBJECT

public:
    /// `token` is the one that hello will carry. References outlive this.
    PollPipe(const RelayAddress &relay, const QString &token, AccessTokens &tokens, Network &network, Clock &clock);
    ~PollPipe() override;

    void open() override;
    bool send(const QByteArray &message) override;
    void ping() override;
    void close() override;

private:
    void flush();
    void post();
    void onPosted(const Result<QByteArray> &answer);
    void poll(Milliseconds wait);
    void onPolled(quint64 generation, const Result<QByteArray> &answer);
    void take(const QByteArray &body, bool isLatest);

    /// Whether the same request may help; then it is made again, later or with another token.
    bool repeats(const Error &error, int &tries, std::unique_ptr<Timer> &pause, const std::function<void()> &again);
    void renew(std::function<void()> then);
    void sayGoodbye();
    void lose(const Error &error);
    HttpQuestion question(const QByteArray &method) const;

    RelayAddress m_relay;
    AccessTokens &m_tokens;
    Network &m_network;
    Clock &m_clock;
    std::unique_ptr<HttpCaller> m_caller;
    QString m_token;
    QByteArray m_session;
    std::deque<QByteArray> m_waiting; ///< To be sent.
    qint64 m_waitingBytes = 0;
    QByteArray m_posting; ///< The batch that is under way.
    quint64 m_up = 0;
    quint64 m_after = 0;
    quint64 m_generation = 0; ///< Of the latest GET: an earlier one's answer starts no other.
    int m_postTries = 0;
    int m_pollTries = 0;
    std::unique_ptr<Timer> m_postPause;
    std::unique_ptr<Timer> m_pollPause;
    std::vector<std::function<void()>> m_afterRenewal;
    bool m_isRenewed = false; ///< And no request has succeeded since.
    bool m_isFlushDue = false;
    bool m_isOpen = false;
    bool m_isDone = false;
};

} // namespace pc::link
