// SPDX-License-Identifier: GPL-3.0-or-later
// One connection through the proxy: the client's socket, the target's, and a pipe each way.

#pragma once

#include "core/base/clock.h"
#include "tests/support/faultproxy/pipe.h"

#include <QObject>

#include <memory>

namespace pc::test {

class Proxied : public QObject
{
    Q_OBJECT

public:
    /// Takes over `client` and connects to the port on loopback.
    Proxied(std::unique_ptr<QTcpSocket> client, quint16 target, const Fault &fault, Clock &clock, Random &random);
    ~Proxied() override;

    void setFault(const Fault &fault);

    /// Ends both sides: with FIN, or with RST.
    void cut();
    void reset();

    qint64 bytes() const { return m_bytes; }

Q_SIGNALS:
    void ended(); ///< Once; the owner may then delete this later.
    void upgradeWithheld();

private:
    enum class Phase : quint8 {
        Open,
        Ending, ///< Both sides were told; what was written before is still on its way.
        Ended,
    };

    void pump();
    void giveWhatIsDue();
    void passOnTheEnd();
    void endWhenClosed();
    void onTimer();
    void end();
    void wakeAgain();

    std::unique_ptr<QTcpSocket> m_client;
    QTcpSocket m_target;
    Pipe m_up;
    Pipe m_down;
    Fault m_fault;
    Clock &m_clock;
    Random &m_random;
    std::unique_ptr<Timer> m_timer;
    qint64 m_bytes = 0;
    qint64 m_bytesOfFault = 0; ///< Since the present fault began.
    bool m_hasLostBytes = false;
    Phase m_phase = Phase::Open;
};

} // namespace pc::test
