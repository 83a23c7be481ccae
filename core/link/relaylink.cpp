// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/relaylink.h"

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/wire/codec.h"

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
constexpr Milliseconds kWakePatience { 5'000 };
constexpr Milliseconds kHeldLongEnough { 10'000 };
constexpr Milliseconds kFirstProbe { 15'000 }; ///< A WebSocket beside polls: what refused it may have been an outage.
constexpr Milliseconds kLongestProbe { 180'000 };
constexpr size_t kMostRequests = 256;

bool needsPipe(LinkPhase phase)
{
    return phase == LinkPhase::Greeting || phase == LinkPhase::Ready;
}

} // namespace

RelayLink::RelayLink(
    const RelayAddress &relay, Greeter &greeter, AccessTokens &tokens, Network &network, Clock &clock, Random &random)
    : m_relay(relay)
    , m_greeter(greeter)
    , m_tokens(tokens)
    , m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_timer(clock.makeTimer([this] { onTimer(); }))
    , m_probeTimer(clock.makeTimer([this] { onProbeTimer(); }))
    , m_backoff(kFirstWait, kLongestWait, random)
    , m_probeBackoff(kFirstProbe, kLongestProbe, random)
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

RelayLink::~RelayLink()
{
    drop(m_pipe, this);
    drop(m_probe, this);
}

// ---- The state

void RelayLink::moveTo(LinkPhase phase, std::optional<Errc> reason)
{
    m_timer->stop();
    if (phase != LinkPhase::Ready)
        m_heartbeat.stop();
    if (!needsPipe(phase))
        drop(m_pipe, this);
    if (phase != LinkPhase::Ready)
        endProbe();
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

void RelayLink::checkGuarantees() const
{
    Q_ASSERT(!needsPipe(m_phase) || m_pipe);
    Q_ASSERT(m_phase == LinkPhase::Ready || (!m_probe && !m_probeTimer->isActive()));
    Q_ASSERT(m_phase == LinkPhase::Ready || m_requests.isEmpty());
    Q_ASSERT(m_phase == LinkPhase::Ready || !m_heartbeat.isRunning());
    Q_ASSERT(m_timer->isActive()
        == (m_phase == LinkPhase::Waiting || m_phase == LinkPhase::Connecting || m_phase == LinkPhase::Greeting));
}

void RelayLink::onTimer()
{
    if (m_phase == LinkPhase::Waiting)
        connectNow();
    else
        lose(Error { Errc::Timeout, QStringLiteral("connecting took too long") });
}

void RelayLink::lose(const Error &why, Milliseconds atLeast)
{
    const bool isNetwork = why.code == Errc::Network || why.code == Errc::Timeout;
    if (m_phase == LinkPhase::Ready)
        m_choice.lost(m_transport);
    else if (m_pipe && isNetwork)
        m_choice.refusedByNetwork(m_transport);
    if (m_phase == LinkPhase::Ready && m_clock.monotonicNow() - m_readySince >= kHeldLongEnough)
        m_backoff.reset();
    m_wait = std::max(m_backoff.next(), std::min(atLeast, kLongestAskedWait));
    qCInfo(lcLink) << "lost:" << wireName(why.code) << why.detail << "- next try in" << m_wait.count() << "ms";
    moveTo(LinkPhase::Waiting, why.code);
}

void RelayLink::refuse(Errc reason)
{
    qCWarning(lcLink) << "refused:" << wireName(reason);
    m_refusal = reason;
    moveTo(LinkPhase::Refused, reason);
}

// ---- What the owner asks

void RelayLink::open()
{
    if (m_phase != LinkPhase::Closed && m_phase != LinkPhase::Refused)
        return;
    m_backoff.reset();
    m_wait = Milliseconds { 0 };
    moveTo(LinkPhase::Waiting);
}

void RelayLink::close()
{
    if (m_phase != LinkPhase::Closed)
        moveTo(LinkPhase::Closed);
}

void RelayLink::wake()
{
    switch (m_phase) {
    case LinkPhase::Waiting:
        m_backoff.reset();
        connectNow();
        return;
    case LinkPhase::Refused:
        if (m_refusal == Errc::CertificateRefused || m_refusal == Errc::ProxyRefused)
            connectNow();
        return;
    case LinkPhase::Ready:
        // The network may be another one now, and the old connection dead without a sign.
        if (m_heartbeat.expectWithin(kWakePatience))
            m_pipe->ping();
        if (m_transport == Transport::LongPoll && !m_probe)
            probe();
        return;
    case LinkPhase::Closed:
    case LinkPhase::Connecting:
    case LinkPhase::Greeting:
        return;
    }
}

FrameId RelayLink::request(const wire::Payload &payload)
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

void RelayLink::post(const wire::Payload &payload)
{
    if (m_phase == LinkPhase::Ready)
        (void)trySend(makeFrameId(), payload);
}

std::optional<Error> RelayLink::trySend(FrameId id, const wire::Payload &payload)
{
    const QByteArray bytes = wire::encode({ id, m_clock.utcNow(), payload });
    const bool isHandshake = std::holds_alternative<wire::Handshake>(payload);
    if (bytes.size() > (isHandshake ? m_limits.handshakeBytes : m_limits.frameBytes))
        return Error { Errc::TooLarge, QStringLiteral("a frame of %1 bytes").arg(bytes.size()) };
    if (!m_pipe->send(bytes))
        return Error { Errc::Unavailable, QStringLiteral("the network takes nothing more for now") };
    m_heartbeat.said();
    return std::nullopt;
}

void RelayLink::answerLater(FrameId id, const Error &error)
{
    // The caller must know the id before its answer comes.
    QMetaObject::invokeMethod(
        this, [this, id, error] { Q_EMIT answered(id, error); }, Qt::QueuedConnection);
}

FrameId RelayLink::makeFrameId()
{
    return FrameId { makeUuid7(m_clock.utcNow(), m_random) };
}

// ---- Frames

void RelayLink::onMessage(const QByteArray &bytes)
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

void RelayLink::onGreetingFrame(const wire::Frame &frame)
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

void RelayLink::onWelcome(const wire::Welcome &welcome)
{
    if (welcome.protocol < wire::kOldestProtocolVersion || welcome.protocol > wire::kProtocolVersion) {
        refuse(Errc::Unsupported);
        return;
    }
    m_wantedToken = AccessTokens::Wanted::Current;
    m_limits = welcome.limits;
    m_readySince = m_clock.monotonicNow();
    m_heartbeat.start(welcome.heartbeat);
    m_choice.welcomed(m_transport);
    moveTo(LinkPhase::Ready);
    if (m_phase != LinkPhase::Ready)
        return;
    if (m_transport == Transport::LongPoll) {
        m_probeBackoff.reset();
        probeLater();
    }
    Q_EMIT welcomed(welcome);
}

void RelayLink::onHelloRefused(const wire::ErrorReply &reply)
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

void RelayLink::onReadyFrame(const wire::Frame &frame)
{
    if (const auto *ack = std::get_if<wire::Ack>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *ack);
        takeOverIfIdle();
    } else if (const auto *reply = std::get_if<wire::ErrorReply>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *reply);
        takeOverIfIdle();
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

void RelayLink::onGoodbye(const wire::Goodbye &goodbye)
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
