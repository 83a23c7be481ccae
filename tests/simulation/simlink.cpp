// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/simlink.h"

#include "core/wire/limits.h"

#include <utility>

namespace pc::sim {

using link::LinkPhase;

namespace {

constexpr Milliseconds kAnswerDeadline { 30'000 };
constexpr Milliseconds kBeat { 25'000 };
constexpr size_t kMostRequests = 1'000;

} // namespace

SimLink::SimLink(Network &network, Clock &clock, Random &random, link::Greeter &greeter, DeviceId device, Ears ears)
    : m_network(network)
    , m_clock(clock)
    , m_random(random)
    , m_greeter(greeter)
    , m_device(device)
    , m_ears(std::move(ears))
    , m_requests(clock, kAnswerDeadline, kMostRequests,
          [this](FrameId id) {
              Q_EMIT answered(id, Error { Errc::Timeout, {} });
          })
    , m_beat(clock.makeTimer([this] { beat(); }))
{
}

SimLink::~SimLink()
{
    if (m_connection)
        m_network.hangUp(*m_connection);
}

void SimLink::open()
{
    setPhase(LinkPhase::Waiting);
}

void SimLink::close()
{
    lose();
    setPhase(LinkPhase::Closed);
}

void SimLink::heedSilence()
{
    m_silence = std::make_unique<link::Heartbeat>(
        m_clock, [this] { post(wire::Heartbeat {}); }, [this] { lose(); });
}

void SimLink::connectToRelay()
{
    if (m_connection || m_isDead)
        return;
    m_connection = m_network.connect(m_device, *this);
    if (!m_connection)
        return;
    setPhase(LinkPhase::Greeting);
    wire::Hello hello = m_greeter.hello();
    hello.accessToken = m_device.raw().toString();
    send(hello);
}

void SimLink::setPhase(LinkPhase phase, std::optional<Errc> reason)
{
    m_phase = phase;
    Q_EMIT phaseChanged(phase, reason);
}

FrameId SimLink::send(const wire::Payload &payload)
{
    const UtcTime now = m_clock.utcNow();
    const wire::Frame frame { FrameId { makeUuid7(now, m_random) }, now, payload };
    if (m_isDead || !m_connection)
        return frame.id;
    const QByteArray bytes = wire::encode(frame);
    m_ears.leaves(frame, bytes);
    if (m_silence)
        m_silence->said();
    m_network.up(*m_connection, bytes);
    return frame.id;
}

FrameId SimLink::request(const wire::Payload &payload)
{
    const FrameId id = send(payload);
    if (!m_requests.add(id))
        qFatal("more requests at once than a link takes");
    return id;
}

void SimLink::post(const wire::Payload &payload)
{
    if (m_phase == LinkPhase::Ready)
        send(payload);
}

void SimLink::beat()
{
    post(wire::Heartbeat {});
    if (m_connection)
        m_beat->start(kBeat);
}

void SimLink::heard(const QByteArray &bytes)
{
    if (m_isDead)
        return;
    const auto decoded = wire::decode(bytes, wire::Encoding::Cbor, wire::kMaxHandshakeBytes);
    if (!decoded)
        qFatal("a frame that cannot be read: %s", qPrintable(decoded.error().detail));
    const wire::Frame &frame = *decoded;
    m_ears.comes(frame);
    if (m_silence)
        m_silence->heard();
    if (const auto *welcome = std::get_if<wire::Welcome>(&frame.data)) {
        setPhase(LinkPhase::Ready);
        if (m_silence)
            m_silence->start(welcome->heartbeat);
        else
            m_beat->start(kBeat);
        Q_EMIT welcomed(*welcome);
    } else if (const auto *ack = std::get_if<wire::Ack>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *ack);
    } else if (const auto *reply = std::get_if<wire::ErrorReply>(&frame.data)) {
        if (m_requests.take(frame.id))
            Q_EMIT answered(frame.id, *reply);
    } else {
        Q_EMIT frameReceived(frame);
    }
}

void SimLink::cut()
{
    m_connection.reset();
    if (m_isDead)
        return;
    m_beat->stop();
    if (m_silence)
        m_silence->stop();
    setPhase(LinkPhase::Waiting, Errc::Network);
    for (const FrameId id : m_requests.takeAll())
        Q_EMIT answered(id, Error { Errc::Network, QStringLiteral("the connection was lost") });
}

void SimLink::lose()
{
    if (!m_connection)
        return;
    m_network.hangUp(*std::exchange(m_connection, std::nullopt));
    m_beat->stop();
    if (m_silence)
        m_silence->stop();
    setPhase(LinkPhase::Waiting, Errc::Network);
    for (const FrameId id : m_requests.takeAll())
        Q_EMIT answered(id, Error { Errc::Network, QStringLiteral("the connection was lost") });
}

} // namespace pc::sim
