// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocketLink: the Link over one WebSocket to the relay (see link.h for the states). What holds in each of them:
//
//   Closed      no socket, no timer, nothing in flight
//   Waiting     no socket; the timer runs until the next try; nothing in flight
//   Connecting  a token was asked for, or a socket is opening; the timer is the deadline
//   Greeting    a socket is open and hello has left; the timer is welcome's deadline
//   Ready       a socket is open, the heartbeat runs, no other timer; requests may be in flight
//   Refused     as Closed; the reason was told. wake() tries again when it was the certificate, since a captive
//               portal or a renewed certificate goes away without anybody signing in again
//
// Only moveTo() changes the state. Waits are full-jitter back-off (0.5 s doubling to 30 s), which starts over only
// after a connection that held: a relay that falls after each welcome is not stormed.

#pragma once

#include "core/base/backoff.h"
#include "core/base/clock.h"
#include "core/link/address.h"
#include "core/link/heartbeat.h"
#include "core/link/link.h"
#include "core/link/requests.h"
#include "core/link/socket.h"
#include "core/link/tokens.h"

#include <memory>

namespace pc::link {

class WebSocketLink final : public Link
{
    Q_OBJECT

public:
    /// All references outlive this.
    WebSocketLink(const RelayAddress &relay, Greeter &greeter, AccessTokens &tokens, Clock &clock, Random &random);
    ~WebSocketLink() override;

    void open() override;
    void close() override;
    LinkPhase phase() const override { return m_phase; }
    void wake() override;
    FrameId request(const wire::Payload &payload) override;
    void post(const wire::Payload &payload) override;

private:
    struct DeleteLater
    {
        void operator()(Socket *socket) const { socket->deleteLater(); }
    };

    void moveTo(LinkPhase phase, std::optional<Errc> reason = {});
    void checkGuarantees() const;
    void onTimer();

    void connectNow();
    void onToken(const Result<QString> &token);
    void onOpened();
    void onMessage(const QByteArray &bytes);
    void onGreetingFrame(const wire::Frame &frame);
    void onReadyFrame(const wire::Frame &frame);
    void onWelcome(const wire::Welcome &welcome);
    void onHelloRefused(const wire::ErrorReply &reply);
    void onGoodbye(const wire::Goodbye &goodbye);

    void lose(const Error &why, Milliseconds atLeast = Milliseconds { 0 });
    void refuse(Errc reason);

    FrameId makeFrameId();
    std::optional<Error> trySend(FrameId id, const wire::Payload &payload);
    void answerLater(FrameId id, const Error &error);

    RelayAddress m_relay;
    Greeter &m_greeter;
    AccessTokens &m_tokens;
    Clock &m_clock;
    Random &m_random;

    LinkPhase m_phase = LinkPhase::Closed;
    std::unique_ptr<Timer> m_timer;
    Backoff m_backoff;
    Milliseconds m_wait { 0 };
    std::unique_ptr<Socket, DeleteLater> m_socket;
    Heartbeat m_heartbeat;
    Requests m_requests;
    quint64 m_attempt = 0; ///< Names a connection attempt, so that a late token is told apart.
    AccessTokens::Wanted m_wantedToken = AccessTokens::Wanted::Current;
    QString m_token; ///< Only between its coming and the hello.
    FrameId m_helloId;
    wire::Limits m_limits;
    std::optional<Errc> m_refusal;
    MonoTime m_readySince {};
};

} // namespace pc::link
