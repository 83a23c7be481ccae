// SPDX-License-Identifier: GPL-3.0-or-later
// FaultProxy: a TCP proxy on loopback that is as bad as a test asks for. Clients connect to port(), their bytes go to
// the target's port on loopback.
//
// Thread: everything on the thread that made it. FaultProxyThread runs one beside a test that blocks.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "tests/support/faultproxy/proxied.h"

#include <QTcpServer>

#include <vector>

namespace pc::test {

/// A random walk through faults, the same for the same seed.
struct FaultSchedule
{
    quint64 seed = 1;
    std::vector<Fault> faults; ///< One of these, each as likely, for a while, then the next.
    Milliseconds shortest { 100 };
    Milliseconds longest { 1'000 };
};

struct ProxyCounters
{
    int accepted = 0;
    int open = 0;
    qint64 bytes = 0;
    int upgrades = 0; ///< Asked for, and refused or not answered.
};

class FaultProxy : public QObject
{
    Q_OBJECT

public:
    explicit FaultProxy(quint16 target, QObject *parent = nullptr);
    ~FaultProxy() override;

    /// On a free port of 127.0.0.1; the same again after a Refuse.
    Result<void> listen();
    quint16 port() const { return m_port; }

    /// Where connections to come go: a relay that was started again listens elsewhere.
    void setTarget(quint16 port) { m_target = port; }

    /// For the connections there are and those to come. Ends a schedule.
    Result<void> setFault(const Fault &fault);
    const Fault &fault() const { return m_fault; }

    /// Ends the connections that there are, once, whatever the fault is.
    void cutNow();
    void resetNow();

    /// From the next fault drawn, until setFault().
    void follow(const FaultSchedule &schedule);

    ProxyCounters counters() const;

Q_SIGNALS:
    void faultChanged(const pc::test::Fault &fault);

private:
    void accept();
    Result<void> apply(const Fault &fault);
    void nextOfSchedule();

    SystemClock m_clock;
    SeededRandom m_jitter { 1 };
    SeededRandom m_draws { 1 }; ///< Apart, so that traffic does not change which faults come.
    QTcpServer m_server;
    quint16 m_target;
    quint16 m_port = 0;
    Fault m_fault;
    FaultSchedule m_schedule;
    std::unique_ptr<Timer> m_scheduleTimer;
    std::vector<Proxied *> m_connections; ///< Children of this.
    int m_accepted = 0;
    int m_upgrades = 0;
    qint64 m_bytesOfEnded = 0;
};

} // namespace pc::test
