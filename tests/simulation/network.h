// SPDX-License-Identifier: GPL-3.0-or-later
// Network: the wire between devices and the relay, in simulated time. What a device asks and what it is answered travel in
// order, as over one connection, which may end anywhere; what is pushed to it may also be lost, doubled, late and swapped.
// Links on one side and the relay on the other see bytes alone. A tamper may read and change them, for what only an
// attacker or a bug would do.

#pragma once

#include "core/base/random.h"
#include "core/wire/codec.h"
#include "tests/simulation/simrelay.h"

#include <map>
#include <set>

namespace pc::sim {

struct Faults
{
    int pushesLost = 12; ///< Per cent, as all below.
    int pushesDoubled = 8;
    int pushesLate = 25;
    int connectionsCut = 1; ///< A frame of either direction is the last one.
};

/// The device's side of a connection.
class Wired
{
public:
    virtual ~Wired() = default;

    virtual void heard(const QByteArray &bytes) = 0;
    virtual void cut() = 0;
};

/// May look at and change what travels. The bytes of a frame are as the codec makes them.
class Tamper
{
public:
    virtual ~Tamper() = default;

    /// False to let it vanish.
    virtual bool up(DeviceId, wire::Frame &) { return true; }
    virtual bool down(DeviceId, wire::Frame &, [[maybe_unused]] bool isPush) { return true; }
};

class Network final : public RelayListener
{
public:
    Network(FakeClock &clock, Random &random);

    void use(SimRelay *relay) { m_relay = relay; }
    void use(Tamper *tamper) { m_tamper = tamper; }
    void setFaulty(bool isFaulty) { m_isFaulty = isFaulty; }

    /// Nothing when there is no relay. Devices are told apart by id; some may be sent to another relay.
    std::optional<quint64> connect(DeviceId device, Wired &end);
    void divert(const std::set<DeviceId> &devices, SimRelay *relay);

    /// What the device has open carries nothing more, and neither side is told.
    void mute(DeviceId device);

    void up(quint64 connection, const QByteArray &bytes);
    void hangUp(quint64 connection);

    /// Everything that the relays told these devices and that is under way.
    bool isQuiet() const { return m_events.empty(); }

    void sent(quint64 connection, const QByteArray &bytes, bool isPush) override;
    void closed(quint64 connection) override;

    /// Beats; while anybody is connected.
    void beat();

private:
    enum class Kind : quint8 {
        Up,
        Down,
        Cut, ///< The device learns that the connection is gone.
        HungUp, ///< The relay does.
    };

    struct Event
    {
        quint64 connection = 0;
        Kind kind = Kind::Up;
        QByteArray bytes;
    };

    struct Connection
    {
        DeviceId device;
        Wired *end = nullptr; ///< Null when the device has hung up.
        SimRelay *relay = nullptr;
        bool isMute = false;
        bool isCut = false; ///< At either side what was sent before still comes.
        MonoTime lastUp {};
        MonoTime lastDown {};
    };

    bool happens(int percent) { return m_isFaulty && m_random.below(100) < quint64(percent); }
    MonoTime inOrder(MonoTime &last);
    void put(MonoTime due, Event event);
    void cut(quint64 connection);
    void arm();
    void run();
    void deliver(const Event &event);
    std::optional<QByteArray> tampered(const Connection &connection, const QByteArray &bytes, bool isUp, bool isPush);

    FakeClock &m_clock;
    Random &m_random;
    SimRelay *m_relay = nullptr;
    SimRelay *m_otherRelay = nullptr;
    std::set<DeviceId> m_diverted;
    Tamper *m_tamper = nullptr;
    bool m_isFaulty = true;
    Faults m_faults;
    std::map<quint64, Connection> m_connections;
    std::multimap<MonoTime, Event> m_events;
    std::unique_ptr<Timer> m_timer;
    std::unique_ptr<Timer> m_beat;
    quint64 m_made = 0;
};

} // namespace pc::sim
