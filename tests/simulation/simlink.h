// SPDX-License-Identifier: GPL-3.0-or-later
// SimLink: the Link over the simulated network, with the real codec, the real deadlines and the real order of what it says
// (core/link/relaylink). Whoever holds it decides when it connects. Once its device is dead it says nothing more, to
// either side.

#pragma once

#include "core/link/heartbeat.h"
#include "core/link/link.h"
#include "core/link/requests.h"
#include "tests/simulation/network.h"

#include <functional>
#include <memory>

namespace pc::sim {

class SimLink final : public link::Link, private Wired
{
    Q_OBJECT

public:
    /// Told of every frame, as it leaves and as it comes in.
    struct Ears
    {
        std::function<void(const wire::Frame &, const QByteArray &bytes)> leaves;
        std::function<void(const wire::Frame &)> comes;
    };

    SimLink(Network &network, Clock &clock, Random &random, link::Greeter &greeter, DeviceId device, Ears ears);
    ~SimLink() override;

    /// From the next connection on one that is silent for too long is given up, as the real link does.
    void heedSilence();

    void connectToRelay();
    void die() { m_isDead = true; }

    void open() override;
    void close() override;
    link::LinkPhase phase() const override { return m_phase; }
    void wake() override { }
    FrameId request(const wire::Payload &payload) override;
    void post(const wire::Payload &payload) override;

private:
    void heard(const QByteArray &bytes) override;
    void cut() override;

    void setPhase(link::LinkPhase phase, std::optional<Errc> reason = {});
    FrameId send(const wire::Payload &payload);
    void beat();
    void lose();

    Network &m_network;
    Clock &m_clock;
    Random &m_random;
    link::Greeter &m_greeter;
    const DeviceId m_device;
    Ears m_ears;
    link::Requests m_requests;
    std::unique_ptr<Timer> m_beat;
    std::unique_ptr<link::Heartbeat> m_silence;
    std::optional<quint64> m_connection;
    link::LinkPhase m_phase = link::LinkPhase::Closed;
    bool m_isDead = false;
};

} // namespace pc::sim
