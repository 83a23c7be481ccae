// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/network.h"

#include "core/wire/limits.h"

#include <algorithm>

namespace pc::sim {

namespace {

constexpr Milliseconds kShortest { 5 };
constexpr quint64 kJitter = 60; // ms
constexpr quint64 kLatest = 4'000; // ms
constexpr Milliseconds kBeat { 5'000 };

} // namespace

Network::Network(FakeClock &clock, Random &random)
    : m_clock(clock)
    , m_random(random)
    , m_timer(clock.makeTimer([this] { run(); }))
    , m_beat(clock.makeTimer([this] { beat(); }))
{
}

void Network::divert(const std::set<DeviceId> &devices, SimRelay *relay)
{
    m_diverted = devices;
    m_otherRelay = relay;
}

std::optional<quint64> Network::connect(DeviceId device, Wired &end)
{
    SimRelay *relay = m_diverted.contains(device) ? m_otherRelay : m_relay;
    if (!relay || !relay->isRunning())
        return std::nullopt;
    const quint64 connection = ++m_made;
    m_connections.emplace(connection, Connection { .device = device, .end = &end, .relay = relay });
    relay->connect(connection);
    if (!m_beat->isActive())
        m_beat->start(kBeat);
    return connection;
}

void Network::mute(DeviceId device)
{
    for (auto &[number, connection] : m_connections) {
        if (connection.device == device)
            connection.isMute = true;
    }
}

MonoTime Network::inOrder(MonoTime &last)
{
    const MonoTime due = m_clock.monotonicNow() + kShortest + Milliseconds { qint64(m_random.below(kJitter)) };
    last = std::max(last, due);
    return last;
}

void Network::put(MonoTime due, Event event)
{
    m_events.emplace(due, std::move(event));
    arm();
}

void Network::arm()
{
    if (m_events.empty())
        return m_timer->stop();
    m_timer->start(std::max(Milliseconds { 0 },
        std::chrono::duration_cast<Milliseconds>(m_events.begin()->first - m_clock.monotonicNow())));
}

void Network::run()
{
    while (!m_events.empty() && m_events.begin()->first <= m_clock.monotonicNow()) {
        const Event event = std::move(m_events.begin()->second);
        m_events.erase(m_events.begin());
        deliver(event);
    }
    arm();
}

void Network::deliver(const Event &event)
{
    const auto found = m_connections.find(event.connection);
    if (found == m_connections.end())
        return;
    const Connection &connection = found->second;
    if (connection.isMute)
        return;
    switch (event.kind) {
    case Kind::Up:
        return connection.relay->receive(event.connection, event.bytes);
    case Kind::Down:
        if (connection.end)
            connection.end->heard(event.bytes);
        return;
    case Kind::Cut: {
        Wired *end = connection.end;
        m_connections.erase(found);
        if (end)
            end->cut();
        return;
    }
    case Kind::HungUp: {
        SimRelay *relay = connection.relay;
        if (!connection.end)
            m_connections.erase(found);
        relay->hungUp(event.connection);
        return;
    }
    }
}

/// The two sides learn of it apart. Nothing that is sent behind what was lost arrives.
void Network::cut(quint64 connection)
{
    m_connections.at(connection).isCut = true;
    const MonoTime now = m_clock.monotonicNow();
    put(now + kShortest, { connection, Kind::HungUp, {} });
    put(now + 2 * kShortest, { connection, Kind::Cut, {} });
}

void Network::up(quint64 connection, const QByteArray &bytes)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end() || found->second.isCut)
        return;
    const auto passed = tampered(found->second, bytes, true, false);
    if (!passed)
        return;
    if (happens(m_faults.connectionsCut))
        return cut(connection);
    put(inOrder(found->second.lastUp), { connection, Kind::Up, *passed });
}

void Network::hangUp(quint64 connection)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return;
    found->second.end = nullptr;
    put(inOrder(found->second.lastUp), { connection, Kind::HungUp, {} });
}

void Network::sent(quint64 connection, const QByteArray &bytes, bool isPush)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end() || found->second.isCut)
        return;
    const auto passed = tampered(found->second, bytes, false, isPush);
    if (!passed)
        return;
    const MonoTime due = inOrder(found->second.lastDown);
    if (!isPush) {
        if (happens(m_faults.connectionsCut))
            return cut(connection);
        return put(due, { connection, Kind::Down, *passed });
    }
    if (happens(m_faults.pushesLost))
        return;
    if (happens(m_faults.pushesDoubled))
        put(due + Milliseconds { qint64(m_random.below(kLatest)) }, { connection, Kind::Down, *passed });
    const Milliseconds late { happens(m_faults.pushesLate) ? qint64(m_random.below(kLatest)) : 0 };
    put(due + late, { connection, Kind::Down, *passed });
}

void Network::closed(quint64 connection)
{
    const auto found = m_connections.find(connection);
    if (found != m_connections.end())
        put(inOrder(found->second.lastDown), { connection, Kind::Cut, {} });
}

void Network::beat()
{
    for (SimRelay *relay : { m_relay, m_otherRelay }) {
        if (relay && relay->isRunning())
            relay->tick();
    }
    if (!m_connections.empty())
        m_beat->start(kBeat);
}

std::optional<QByteArray> Network::tampered(
    const Connection &connection, const QByteArray &bytes, bool isUp, bool isPush)
{
    if (!m_tamper)
        return bytes;
    auto frame = wire::decode(bytes, wire::Encoding::Cbor, wire::kMaxHandshakeBytes);
    if (!frame)
        qFatal("a frame that neither side can read");
    const wire::Frame before = *frame;
    const bool passes
        = isUp ? m_tamper->up(connection.device, *frame) : m_tamper->down(connection.device, *frame, isPush);
    if (!passes)
        return std::nullopt;
    return *frame == before ? bytes : wire::encode(*frame);
}

} // namespace pc::sim
