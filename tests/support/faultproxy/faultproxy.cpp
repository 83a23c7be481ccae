// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/faultproxy.h"

#include <algorithm>

namespace pc::test {

FaultProxy::FaultProxy(quint16 target, QObject *parent)
    : QObject(parent)
    , m_server(this)
    , m_target(target)
    , m_scheduleTimer(m_clock.makeTimer([this] { nextOfSchedule(); }))
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
}

FaultProxy::~FaultProxy()
{
    // Before the clock and the generator that the connections use.
    qDeleteAll(std::exchange(m_connections, {}));
}

Result<void> FaultProxy::listen()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        return { Errc::Network, m_server.errorString() };
    m_port = m_server.serverPort();
    return {};
}

Result<void> FaultProxy::setFault(const Fault &fault)
{
    m_scheduleTimer->stop();
    return apply(fault);
}

void FaultProxy::cutNow()
{
    const auto all = m_connections; // each leaves the list as it ends
    for (Proxied *connection : all)
        connection->cut();
}

void FaultProxy::resetNow()
{
    const auto all = m_connections;
    for (Proxied *connection : all)
        connection->reset();
}

void FaultProxy::follow(const FaultSchedule &schedule)
{
    m_schedule = schedule;
    m_draws = SeededRandom(schedule.seed);
    nextOfSchedule();
}

ProxyCounters FaultProxy::counters() const
{
    qint64 bytes = m_bytesOfEnded;
    for (const Proxied *connection : m_connections)
        bytes += connection->bytes();
    return { m_accepted, int(m_connections.size()), bytes, m_upgrades };
}

void FaultProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        client->setParent(nullptr);
        auto *connection = new Proxied(std::unique_ptr<QTcpSocket>(client), m_target, m_fault, m_clock, m_jitter);
        connection->setParent(this);
        m_connections.push_back(connection);
        ++m_accepted;
        connect(connection, &Proxied::upgradeWithheld, this, [this] { ++m_upgrades; });
        connect(connection, &Proxied::ended, this, [this, connection] {
            m_bytesOfEnded += connection->bytes();
            std::erase(m_connections, connection);
            connection->deleteLater();
        });
        connection->setFault(m_fault); // a cut or a reset ends it here
    }
}

Result<void> FaultProxy::apply(const Fault &fault)
{
    m_fault = fault;
    if (fault.mode == FaultMode::Refuse)
        m_server.close();
    else if (!m_server.isListening()) {
        if (const auto listening = listen(); !listening)
            return listening;
    }
    const auto all = m_connections;
    for (Proxied *connection : all)
        connection->setFault(fault);
    Q_EMIT faultChanged(fault);
    return {};
}

void FaultProxy::nextOfSchedule()
{
    if (m_schedule.faults.empty())
        return;
    const Fault &fault = m_schedule.faults[size_t(m_draws.below(m_schedule.faults.size()))];
    const auto spread = quint64(std::max<qint64>(0, (m_schedule.longest - m_schedule.shortest).count())) + 1;
    m_scheduleTimer->start(m_schedule.shortest + Milliseconds { qint64(m_draws.below(spread)) });
    if (!apply(fault))
        m_scheduleTimer->start(m_schedule.shortest); // the port is briefly somebody else's: draw again
}

} // namespace pc::test
