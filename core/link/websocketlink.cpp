// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/websocketlink.h"

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/link/greeting.h"
#include "core/wire/codec.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace pc::link {

namespace {

constexpr Milliseconds kFirstWait { 500 };
constexpr Milliseconds kLongestWait { 30'000 };
constexpr Milliseconds kLongestAskedWait { 300'000 }; ///< However long a relay asks us to stay away.
constexpr Milliseconds kConnectDeadline { 30'000 }; ///< Token, name lookup, TCP, TLS and upgrade.
constexpr Milliseconds kWelcomeDeadline { 10'000 };
constexpr Milliseconds kAnswerDeadline { 30'000 };
constexpr Milliseconds kProbePatience { 5'000 };
constexpr Milliseconds kHeldLongEnough { 10'000 };
constexpr size_t kMostRequests = 256;

bool needsSocket(LinkPhase phase)
{
    return phase == LinkPhase::Greeting || phase == LinkPhase::Ready;
}

bool isFinal(Errc code)
{
    return code == Errc::Unauthenticated || code == Errc::Forbidden || code == Errc::CertificateRefused;
}

} // namespace

WebSocketLink::WebSocketLink(
    const RelayAddress &relay, Greeter &greeter, AccessTokens &tokens, Clock &clock, Random &random)
    : m_relay(relay)
    , m_greeter(greeter)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_random(random)
    , m_timer(clock.makeTimer([this] { onTimer(); }))
    , m_backoff(kFirstWait, kLongestWait, random)
    , m_heartbeat(
          clock, [this] { post(wire::Heartbeat {}); },
          [this] {
              lose(Error { Errc::Network, QStringLiteral("silent for two intervals") });
          })
    , m_requests(clock, kAnswerDeadline, kMostRequests, [this](FrameId id) {
        Q_EMIT answered(id, Error { Errc::Timeout, {} });
    })
{
}

WebSocketLink::~WebSocketLink()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->close();
    }
}

// ---- The state

void WebSocketLink::moveTo(LinkPhase phase, std::optional<Errc> reason)
{
    m_timer->stop();
    if (phase != LinkPhase::Ready)
        m_heartbeat.stop();
    if (!needsSocket(phase) && m_socket) {
        m_socket->disconnect(this);
        m_socket->close();
        m_socket.reset();
    }
    m_phase = phase;
    const auto abandoned = phase == LinkPhase::Ready ? std::vector<FrameId>() : m_requests.takeAll();
    switch (phase) {
    case LinkPhase::Waiting:
        m_timer->start(m_wait);
        break;
    case LinkPhase::Connecting:
        m_timer->start(kConnectDeadline);
        break;
    case LinkPhase::Greeting:
        m_timer->start(kWelcomeDeadline);
        break;
    case LinkPhase::Closed:
    case LinkPhase::Ready:
    case LinkPhase::Refused:
        break;
    }
    checkGuarantees();
    Q_EMIT phaseChanged(phase, reason);
    for (const FrameId id : abandoned)
        Q_EMIT answered(id, Error { Errc::Network, QStringLiteral("the connection was lost") });
}

void WebSocketLink::checkGuarantees() const
{
    Q_ASSERT(!needsSocket(m_phase) || m_socket);
    Q_ASSERT(m_phase == LinkPhase::Ready || m_requests.isEmpty());
    Q_ASSERT(m_phase == LinkPhase::Ready || !m_heartbeat.isRunning());
    Q_ASSERT(m_timer->isActive()
        == (m_phase == LinkPhase::Waiting || m_phase == LinkPhase::Connecting || m_phase == LinkPhase::Greeting));
}

void WebSocketLink::onTimer()
{
    if (m_phase == LinkPhase::Waiting)
        connectNow();
    else
        lose(Error { Errc::Timeout, QStringLiteral("connecting took too long") });
}

void WebSocketLink::lose(const Error &why, Milliseconds atLeast)
{
    if (m_phase == LinkPhase::Ready && m_clock.monotonicNow() - m_readySince >= kHeldLongEnough)
        m_backoff.reset();
    m_wait = std::max(m_backoff.next(), std::min(atLeast, kLongestAskedWait));
    qCInfo(lcLink) << "lost:" << wireName(why.code) << why.detail << "- next try in" << m_wait.count() << "ms";
    moveTo(LinkPhase::Waiting, why.code);
}

void WebSocketLink::refuse(Errc reason)
{
    qCWarning(lcLink) << "refused:" << wireName(reason);
    m_refusal = reason;
    moveTo(LinkPhase::Refused, reason);
}

// ---- What the owner asks

void WebSocketLink::open()
{
    if (m_phase != LinkPhase::Closed && m_phase != LinkPhase::Refused)
        return;
    m_backoff.reset();
    m_wait = Milliseconds { 0 };
    moveTo(LinkPhase::Waiting);
}

void WebSocketLink::close()
{
    if (m_phase != LinkPhase::Closed)
        moveTo(LinkPhase::Closed);
}

void WebSocketLink::wake()
{
    switch (m_phase) {
    case LinkPhase::Waiting:
        m_backoff.reset();
        connectNow();
        return;
    case LinkPhase::Refused:
        if (m_refusal == Errc::CertificateRefused)
            connectNow();
        return;
    case LinkPhase::Ready:
        // The network may be another one now, and the old connection dead without a sign.
        if (m_heartbeat.expectWithin(kProbePatience))
            m_socket->ping();
        return;
    case LinkPhase::Closed:
    case LinkPhase::Connecting:
    case LinkPhase::Greeting:
        return;
    }
}

FrameId WebSocketLink::request(const wire::Payload &payload)
{
    const FrameId id = makeFrameId();
    if (m_phase != LinkPhase::Ready) {
        answerLater(id, Error { Errc::Network, QStringLiteral("not connected") });
        return id;
    }
    if (!m_requests.add(id)) {
        answerLater(id, Error { Errc::Unavailable, QStringLiteral("too many requests in flight") });
        return id;
    }
    if (const auto error = trySend(id, payload)) {
        m_requests.take(id);
        answerLater(id, *error);
    }
    return id;
}

void WebSocketLink::post(const wire::Payload &payload)
{
    if (m_phase == LinkPhase::Ready)
        (void)trySend(makeFrameId(), payload);
}

std::optional<Error> WebSocketLink::trySend(FrameId id, const wire::Payload &payload)
{
    const QByteArray bytes = wire::encode({ id, m_clock.utcNow(), payload });
    const bool isHandshake = std::holds_alternative<wire::Handshake>(payload);
    if (bytes.size() > (isHandshake ? m_limits.handshakeBytes : m_limits.frameBytes))
        return Error { Errc::TooLarge, QStringLiteral("a frame of %1 bytes").arg(bytes.size()) };
    if (!m_socket->send(bytes))
        return Error { Errc::Unavailable, QStringLiteral("the network takes nothing more for now") };
    m_heartbeat.said();
    return std::nullopt;
}

void WebSocketLink::answerLater(FrameId id, const Error &error)
{
    // The caller must know the id before its answer comes.
    QMetaObject::invokeMethod(
        this, [this, id, error] { Q_EMIT answered(id, error); }, Qt::QueuedConnection);
}

FrameId WebSocketLink::makeFrameId()
{
    return FrameId { makeUuid7(m_clock.utcNow(), m_random) };
}

// ---- Connecting

void WebSocketLink::connectNow()
{
    const quint64 attempt = ++m_attempt;
    moveTo(LinkPhase::Connecting);
    if (m_phase != LinkPhase::Connecting || m_attempt != attempt)
        return; // somebody closed it on hearing of it
    const QPointer<WebSocketLink> self(this);
    m_tokens.accessToken(m_wantedToken, [self, attempt](const Result<QString> &token) {
        if (self && self->m_attempt == attempt && self->m_phase == LinkPhase::Connecting)
            self->onToken(token);
    });
}

void WebSocketLink::onToken(const Result<QString> &token)
{
    if (!token) {
        if (isFinal(token.code()))
            refuse(token.code());
        else
            lose(token.error());
        return;
    }
    m_token = *token;
    m_socket.reset(std::make_unique<Socket>().release());
    connect(m_socket.get(), &Socket::opened, this, &WebSocketLink::onOpened);
    connect(m_socket.get(), &Socket::messageReceived, this, &WebSocketLink::onMessage);
    connect(m_socket.get(), &Socket::ponged, this, [this] { m_heartbeat.heard(); });
    connect(m_socket.get(), &Socket::lost, this, [this](const Error &error) {
        if (error.code == Errc::CertificateRefused)
            refuse(error.code);
        else
            lose(error);
    });
    m_socket->open(m_relay.socketUrl());
}

void WebSocketLink::onOpened()
{
    wire::Hello hello = m_greeter.hello();
    hello.accessToken = std::exchange(m_token, QString());
    m_helloId = makeFrameId();
    if (!m_socket->send(encodeGreeting(m_helloId, m_clock.utcNow(), std::move(hello)))) {
        lose(Error { Errc::Network, QStringLiteral("hello was not taken") });
        return;
    }
    moveTo(LinkPhase::Greeting);
}

// ---- Frames

void WebSocketLink::onMessage(const QByteArray &bytes)
{
    m_heartbeat.heard();
    const auto frame = wire::decode(bytes, wire::Encoding::Cbor, qint64(kLargestIncomingBytes));
    if (!frame) {
        // A relay checks what it passes on with the same rules: whoever sends this is no relay of ours.
        lose(frame.error());
        return;
    }
    if (m_phase == LinkPhase::Greeting)
        onGreetingFrame(*frame);
    else if (m_phase == LinkPhase::Ready)
        onReadyFrame(*frame);
}

void WebSocketLink::onGreetingFrame(const wire::Frame &frame)
{
    if (const auto *welcome = std::get_if<wire::Welcome>(&frame.data))
        onWelcome(*welcome);
    else if (const auto *reply = std::get_if<wire::ErrorReply>(&frame.data))
        onHelloRefused(*reply);
    else if (const auto *goodbye = std::get_if<wire::Goodbye>(&frame.data))
        onGoodbye(*goodbye);
    else
        lose(Error { Errc::Invalid, QStringLiteral("a frame before welcome") });
}

void WebSocketLink::onWelcome(const wire::Welcome &welcome)
{
    if (welcome.protocol < wire::kOldestProtocolVersion || welcome.protocol > wire::kProtocolVersion) {
        refuse(Errc::Unsupported);
        return;
    }
    m_wantedToken = AccessTokens::Wanted::Current;
    m_limits = welcome.limits;
    m_readySince = m_clock.monotonicNow();
    m_heartbeat.start(welcome.heartbeat);
    moveTo(LinkPhase::Ready);
    if (m_phase == LinkPhase::Ready)
        Q_EMIT welcomed(welcome);
}

void WebSocketLink::onHelloRefused(const wire::ErrorReply &reply)
{
    const Error why { reply.code, QStringLiteral("hello was refused") };
    if (reply.code == Errc::Forbidden || reply.code == Errc::Unsupported) {
        refuse(reply.code);
    } else if (reply.code != Errc::Unauthenticated) {
        lose(why, reply.retryAfter.value_or(Milliseconds { 0 }));
    } else if (std::exchange(m_wantedToken, AccessTokens::Wanted::Renewed) == AccessTokens::Wanted::Current) {
        connectNow();
    } else {
        // Only whoever renews tokens can tell that the sign-in has ended: a token refused although it is new says
        // something about the relay's clock or keys, and must not sign anybody out.
        lose(why);
    }
}

void WebSocketLink::onReadyFrame(const wire::Frame &frame)
{
    if (const auto *ack = std::get_if<wire::Ack>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *ack);
    } else if (const auto *reply = std::get_if<wire::ErrorReply>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *reply);
    } else if (const auto *goodbye = std::get_if<wire::Goodbye>(&frame.data)) {
        Q_EMIT frameReceived(frame);
        if (m_phase == LinkPhase::Ready)
            onGoodbye(*goodbye);
    } else if (std::holds_alternative<wire::Welcome>(frame.data)) {
        lose(Error { Errc::Invalid, QStringLiteral("a second welcome") });
    } else {
        Q_EMIT frameReceived(frame);
    }
}

void WebSocketLink::onGoodbye(const wire::Goodbye &goodbye)
{
    switch (goodbye.reason) {
    case wire::GoodbyeReason::Revoked:
        refuse(Errc::Unauthenticated);
        return;
    case wire::GoodbyeReason::Draining:
        lose(Error { Errc::Unavailable, QStringLiteral("the relay is draining") }, goodbye.reconnectAfter);
        return;
    case wire::GoodbyeReason::Replaced:
        // Two programs with one device would otherwise throw each other out for ever, as fast as they can.
        lose(Error { Errc::Unavailable, QStringLiteral("replaced by another connection") },
            std::max(goodbye.reconnectAfter, kLongestWait));
        return;
    }
}

} // namespace pc::link
