// SPDX-License-Identifier: GPL-3.0-or-later
// RelayLink: the Link over one pipe to the relay, a WebSocket or, where the network refuses those, polls (see link.h for the
// states). What holds in each of them:
//
//   Closed      no pipe, no timer, nothing in flight
//   Waiting     no pipe; the timer runs until the next try; nothing in flight
//   Connecting  a token was asked for, or a pipe is opening; the timer is the deadline
//   Greeting    a pipe is open and hello has left; the timer is welcome's deadline
//   Ready       a pipe is open, the heartbeat runs; requests may be in flight
//   Refused     as Closed; the reason was told. wake() tries again when it was the certificate or the proxy, since a
//               captive portal or a renewed certificate goes away without anybody signing in again
//
// While polls carry the frames a WebSocket is tried beside them: soon at first, every minute or two later, and on wake().
// Once one is open, and no question is in flight or some seconds have passed, it takes over: hello says how far this
// device's store reaches, so that what the polls still held comes again, and the relay ends their session.
//
// Only moveTo() changes the state. Waits are full-jitter back-off (0.5 s doubling to 30 s), which starts over only
// after a connection that held: a relay that falls after each welcome is not stormed.

#pragma once

#include "core/base/backoff.h"
#include "core/base/clock.h"
#include "core/link/address.h"
#include "core/link/heartbeat.h"
#include "core/link/link.h"
#include "core/link/network.h"
#include "core/link/pipe.h"
#include "core/link/requests.h"
#include "core/link/tokens.h"
#include "core/link/transportchoice.h"

#include <memory>

namespace pc::link {

class RelayLink final : public Link
{
    Q_OBJECT

public:
    /// All references outlive this.
    RelayLink(const RelayAddress &relay, Greeter &greeter, AccessTokens &tokens, Network &network, Clock &clock,
        Random &random);
    ~RelayLink() override;

    void open() override;
    void close() override;
    LinkPhase phase() const override { return m_phase; }
    void wake() override;
    FrameId request(const wire::Payload &payload) override;
    void post(const wire::Payload &payload) override;

    /// What carries the frames, from Connecting on.
    Transport transport() const { return m_transport; }

private:
    struct DeleteLater
    {
        void operator()(Pipe *pipe) const { pipe->deleteLater(); }
    };

    using OwnedPipe = std::unique_ptr<Pipe, DeleteLater>;

    void moveTo(LinkPhase phase, std::optional<Errc> reason = {});
    void checkGuarantees() const;
    void onTimer();

    void connectNow();
    void onToken(const Result<QString> &token);
    OwnedPipe makePipe(Transport transport, const QString &token) const;
    void attach();
    static void drop(OwnedPipe &pipe, QObject *listener);
    void onLost(const Error &error);
    void onOpened();

    // A WebSocket beside polls
    void probeLater();
    void onProbeTimer();
    void probe();
    void onProbed();
    void takeOverIfIdle();
    void takeOver();
    void giveUpProbe();
    void endProbe();

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
    Network &m_network;
    Clock &m_clock;
    Random &m_random;

    LinkPhase m_phase = LinkPhase::Closed;
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer>
        m_probeTimer; ///< The next WebSocket beside polls, its deadline, or the end of patience once it is open.
    Backoff m_backoff;
    Backoff m_probeBackoff; ///< Since the polls began.
    Milliseconds m_wait { 0 };
    TransportChoice m_choice;
    Transport m_transport = Transport::WebSocket;
    OwnedPipe m_pipe;
    OwnedPipe m_probe;
    bool m_isProbeOpen = false;
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
