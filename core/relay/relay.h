// SPDX-License-Identifier: GPL-3.0-or-later
// Relay: the whole server as one object, so that a test can start it in its own process. Makes the store, accounts and
// I/O loops in order, and ends them in reverse.
//
//   loops (sockets, frames)  ──requests──▶  writer (log, accounts)   one connection, group commit
//            ▲               ──requests──▶  reader (pages, greetings)
//            └──────answers and deliveries, through each loop's mailbox──────┘
//
// Thread: the one that made it, which needs an event loop only for drained().

#pragma once

#include "core/base/clock.h"
#include "core/relay/accounts/accounts.h"
#include "core/relay/front/front.h"
#include "core/relay/front/route.h"
#include "core/relay/log/conversationlog.h"
#include "core/sql/writer.h"
#include "core/wire/frames.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pc::relay {

struct RelayOptions
{
    QString dataDirectory; ///< Made (0700) when it is not there; holds relay.db.
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0; ///< 0: any free one, see port().
    int loops = 1;
    int commitBatch = sql::WriterOptions().batch;
    int writeQueue = 20'000;
    int reservePercent = 5; ///< Of the disk, at most DiskReserve::kMost: with less room messages are refused. 0: none.
    front::FrontLimits front;
    front::TlsFiles tls; ///< Without them it speaks in the open.
    wire::Limits limits;
    accounts::AccountsOptions accounts;
    Milliseconds heartbeat { 25'000 };
    std::vector<std::string> metricsReaders { "127.0.0.1", "::1" }; ///< Addresses that may read /metrics.
    Milliseconds drainSpread { 5'000 }; ///< Clients are asked to come back within this, each at its own moment.
};

class Relay : public QObject
{
    Q_OBJECT

public:
    /// Errors: Locked (another relay has the database), NewerVersion, Corrupt, DiskFull, Disk, Network (the address), and
    /// those of TlsContext::load().
    static Result<std::unique_ptr<Relay>> start(const RelayOptions &options, Clock &clock, Random &random);

    /// Ends at once: what is acknowledged is on the disk, clients see a lost connection.
    ~Relay() override;

    quint16 port() const;

    /// Everything that it answers to over HTTP, and who may.
    static std::vector<front::Route> routes();
    accounts::Accounts &accounts();
    log::ConversationLog &log();

    /// Open sessions of devices. Any thread.
    int sessions() const;

    /// What /metrics shows. Any thread.
    std::string metrics() const;

    /// Accepting, able to write, and with room for what comes.
    bool isReady() const;

    /// Why it is not, in words; nothing when it is. Any thread.
    std::string_view trouble() const;

    /// Calls `turning` once every loop and the writer have had a turn, on the thread of the last of them; never when one is
    /// stuck. For a watchdog.
    void whenTurning(std::function<void()> turning);

    /// Takes what may change while it runs from these options and leaves the rest: limits, deadlines, origins and proxies of the
    /// front, the rates of messages and sign-ins, who may read metrics, how a drain is spread, and the certificate, which is
    /// read anew: true when it is another one; and the disk's reserve. Sockets stay. Error: those of TlsContext::load(); nothing has changed then.
    Result<bool> reconfigure(const RelayOptions &options);

    /// Reads the certificate anew when its files have changed since. True when another one is used from now on. Errors as above.
    Result<bool> renewCertificate();

    /// Not ready from now on; tells clients to go, waits for their answers, and emits drained() within `deadline`.
    void drain(Milliseconds deadline = Milliseconds { 8'000 });

Q_SIGNALS:
    void drained();

private:
    class Private;
    explicit Relay(std::unique_ptr<Private> made);
    std::unique_ptr<Private> d;
};

} // namespace pc::relay
