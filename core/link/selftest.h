// SPDX-License-Identifier: GPL-3.0-or-later
// SelfTest: checks the connection to a relay from below, one step after the other, on the way that a connection would
// take. Each step has a deadline of its own. What stands on a step that failed is skipped; a refused WebSocket is no end,
// since polls do the same.
//
// It greets nobody: a hello would end the connection that this device has. The relay's version is told to who is signed
// in, so whether it fits is seen by the link.
//
// Thread: its own, which is the link's. Destroying it ends whatever is under way.

#pragma once

#include "core/base/clock.h"
#include "core/link/address.h"
#include "core/link/checkreport.h"
#include "core/link/httpcaller.h"
#include "core/link/network.h"
#include "core/link/pipe.h"
#include "core/link/tokens.h"

#include <QHostInfo>
#include <QSslSocket>

#include <functional>
#include <memory>

namespace pc::link {

class SelfTest : public QObject
{
    Q_OBJECT

public:
    /// `tokens` are of who is signed in at this relay; null when nobody is. All outlive this.
    SelfTest(const RelayAddress &relay, Network &network, AccessTokens *tokens, Clock &clock);
    ~SelfTest() override;

    void start();
    const CheckReport &report() const { return m_report; }

Q_SIGNALS:
    void changed(const pc::link::CheckReport &report); ///< With each step that begins or ends.

private:
    struct DeleteLater
    {
        void operator()(QObject *object) const;
    };

    CheckLine &line() { return m_report.lines[m_at]; }
    void begin(size_t at);
    void end(CheckOutcome outcome, CheckFinding finding = CheckFinding::Nothing);
    void pass() { end(CheckOutcome::Passed); }
    void fail(CheckFinding finding) { end(CheckOutcome::Failed, finding); }
    void skip(CheckFinding finding) { end(CheckOutcome::Skipped, finding); }
    void stopStep();
    void finish();

    /// For answers of the step that is under way: what comes after its end is not heard.
    bool isAt(quint64 turn) const { return turn == m_turn; }

    void resolveName();
    void lookUp(const Way &way);
    void onLookedUp(const QHostInfo &found);
    void reach();
    void onSocketError(QAbstractSocket::SocketError error);
    void encrypt();
    void onSslErrors(const QList<QSslError> &errors);
    void noteCertificate();
    void askRelay();
    void openWebSocket();
    void askPolls();
    void askWhoIsThere();
    void askSelf(const QString &token);

    RelayAddress m_relay;
    Network &m_network;
    AccessTokens *m_tokens;
    Clock &m_clock;
    CheckReport m_report;
    std::unique_ptr<Timer> m_deadline;
    HttpCaller m_caller;
    std::unique_ptr<QSslSocket, DeleteLater> m_socket;
    std::unique_ptr<Pipe, DeleteLater> m_pipe;
    Way m_way;
    size_t m_at = 0;
    quint64 m_turn = 0; ///< One more with each step's beginning and end.
    int m_lookup = -1;
    MonoTime m_since {};
};

} // namespace pc::link
