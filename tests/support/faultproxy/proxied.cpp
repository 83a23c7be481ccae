// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/proxied.h"

#include "tests/support/faultproxy/resetsocket.h"

#include <QHostAddress>

#include <limits>

namespace pc::test {

namespace {

constexpr qint64 kReadBuffer = 64 * 1024;
constexpr Milliseconds kTrickleBeat { 20 };
constexpr Milliseconds kEndsWithin { 500 };

/// A client writes its handshake in one piece.
bool asksForUpgrade(QTcpSocket &client)
{
    return client.peek(kReadBuffer).toLower().contains("upgrade: websocket");
}

} // namespace

Proxied::Proxied(std::unique_ptr<QTcpSocket> client, quint16 target, const Fault &fault, Clock &clock, Random &random)
    : m_client(std::move(client))
    , m_up(*m_client, m_target)
    , m_down(m_target, *m_client)
    , m_fault(fault)
    , m_clock(clock)
    , m_random(random)
    , m_timer(clock.makeTimer([this] { onTimer(); }))
{
    for (QTcpSocket *socket : { m_client.get(), &m_target }) {
        socket->setReadBufferSize(kReadBuffer);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, &Proxied::pump);
        connect(socket, &QTcpSocket::bytesWritten, this, &Proxied::pump);
        connect(socket, &QTcpSocket::disconnected, this, &Proxied::pump);
        connect(socket, &QTcpSocket::errorOccurred, this, &Proxied::pump);
        connect(socket, &QTcpSocket::connected, this, &Proxied::pump);
    }
    m_target.connectToHost(QHostAddress(QHostAddress::LocalHost), target);
}

Proxied::~Proxied()
{
    // The sockets say that they close while the rest of this is already gone.
    m_client->disconnect(this);
    m_target.disconnect(this);
}

void Proxied::setFault(const Fault &fault)
{
    m_fault = fault;
    m_bytesOfFault = 0;
    pump();
}

void Proxied::cut()
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Ending;
    m_timer->start(kEndsWithin);
    m_client->disconnectFromHost();
    m_target.disconnectFromHost();
    endWhenClosed();
}

void Proxied::reset()
{
    resetSocket(*m_client);
    resetSocket(m_target);
    end();
}

void Proxied::pump()
{
    if (m_phase != Phase::Open)
        return endWhenClosed();
    if (m_fault.mode == FaultMode::Cut)
        return cut();
    if (m_fault.mode == FaultMode::Reset)
        return reset();
    if (m_fault.mode == FaultMode::HalfOpen || m_hasLostBytes) {
        // Whatever comes and whoever leaves: the other side hears nothing of it.
        const qint64 lost = m_up.swallow() + m_down.swallow();
        m_hasLostBytes = m_hasLostBytes || lost > 0;
        return;
    }
    const bool isSilent = m_fault.mode == FaultMode::SilentUpgrade;
    if ((isSilent || m_fault.mode == FaultMode::NoUpgrade) && asksForUpgrade(*m_client)) {
        Q_EMIT upgradeWithheld();
        m_hasLostBytes = isSilent;
        m_client->readAll();
        if (isSilent)
            return;
        m_client->write("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        return cut();
    }
    const MonoTime now = m_clock.monotonicNow();
    m_up.take(m_fault, now, m_random);
    m_down.take(m_fault, now, m_random);
    giveWhatIsDue();
    if (m_phase == Phase::Open)
        passOnTheEnd();
    if (m_phase == Phase::Open)
        wakeAgain();
}

void Proxied::giveWhatIsDue()
{
    const MonoTime now = m_clock.monotonicNow();
    for (Pipe *pipe : { &m_up, &m_down }) {
        const bool drops = m_fault.mode == FaultMode::DropAfter;
        const qint64 allowance = drops ? m_fault.bytes - m_bytesOfFault : std::numeric_limits<qint64>::max();
        const qint64 given = pipe->give(m_fault, now, allowance);
        m_bytes += given;
        m_bytesOfFault += given;
        if (drops && m_bytesOfFault >= m_fault.bytes)
            return cut();
    }
}

/// A side that left is followed by the other one once everything it had said has gone over.
void Proxied::passOnTheEnd()
{
    const auto hasLeft = [](const QTcpSocket &socket) {
        return socket.state() == QAbstractSocket::UnconnectedState && socket.bytesAvailable() == 0;
    };
    if ((hasLeft(*m_client) && m_up.isEmpty()) || (hasLeft(m_target) && m_down.isEmpty()))
        cut();
}

void Proxied::endWhenClosed()
{
    const auto closed = QAbstractSocket::UnconnectedState;
    if (m_client->state() == closed && m_target.state() == closed)
        end();
}

void Proxied::onTimer()
{
    if (m_phase == Phase::Open)
        return pump();
    m_client->abort();
    m_target.abort();
    end();
}

void Proxied::end()
{
    if (std::exchange(m_phase, Phase::Ended) == Phase::Ended)
        return;
    m_timer->stop();
    Q_EMIT ended();
}

void Proxied::wakeAgain()
{
    const MonoTime now = m_clock.monotonicNow();
    std::optional<Milliseconds> wait;
    for (const Pipe *pipe : { &m_up, &m_down }) {
        if (pipe->isEmpty())
            continue;
        Milliseconds until = std::max(Milliseconds { 0 }, pipe->nextDue() - now);
        if (until.count() == 0 && m_fault.mode != FaultMode::Trickle)
            continue; // waits for the receiver: bytesWritten wakes it
        until = std::max(until, m_fault.mode == FaultMode::Trickle ? kTrickleBeat : Milliseconds { 1 });
        wait = std::min(wait.value_or(until), until);
    }
    if (wait)
        m_timer->start(*wait);
}

} // namespace pc::test
