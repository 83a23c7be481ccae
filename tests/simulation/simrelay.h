// SPDX-License-Identifier: GPL-3.0-or-later
// SimRelay: the relay's real store, log, hub and device sessions, without sockets: bytes come in by a call and go out by
// another. It has no threads: writer and reader have their turns after each frame, or, with a disk that takes its time, when
// the clock says so; then what came meanwhile shares a transaction. It can go at any moment and come back from its disk.

#pragma once

#include "core/base/fakeclock.h"
#include "core/relay/hub/hub.h"
#include "core/relay/session/devicesession.h"
#include "core/relay/store.h"
#include "tests/simulation/school.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace pc::sim {

/// What the relay's side of a connection hears. Within receive(), tick() and stop().
class RelayListener
{
public:
    virtual ~RelayListener() = default;

    /// `isPush`: told to whoever is online, apart from what the device asked for.
    virtual void sent(quint64 connection, const QByteArray &bytes, bool isPush) = 0;
    virtual void closed(quint64 connection) = 0;
};

class SimRelay final : private relay::front::Outlet
{
public:
    /// All of it outlives this.
    SimRelay(const QString &folder, const School &school, FakeClock &clock, Random &random, RelayListener &listener);
    ~SimRelay() override;

    /// Before start(): writing and reading take a while, up to `batch` works share a transaction, and pages are this small.
    void beSlow(int batch, const wire::Limits &limits);

    void start();

    /// Every connection ends; what waits is still written.
    void stop();

    /// The same without warning: what was not committed is gone.
    void crash();
    bool isRunning() const { return m_store != nullptr; }

    void connect(quint64 connection);
    void receive(quint64 connection, const QByteArray &bytes);
    void hungUp(quint64 connection);

    /// To be called now and then: beats.
    void tick();

    /// The next transaction does not reach the disk.
    void failCommit();

    /// All key packages of a device are gone, as if everybody had claimed them.
    void exhaustPackages(DeviceId device);

    /// A device is signed out for good. `isSlow`: what it sends with its open connection is heard until the next tick().
    void revoke(DeviceId device, bool isSlow);

    /// By its disk.
    const std::set<DeviceId> &revoked() const { return m_revoked; }

    /// A copy of the disk, and the same put in its place later. `isTold`: as an operator should, so that clients learn of it.
    void keepBackup();
    bool hasBackup() const;
    void putBackupBack(bool isTold = true);

    /// Runs a statement in the relay's database behind its back, with one id.
    void alter(sql::SqlText sql, const QByteArray &value);

    QString path() const;

    /// Of its log, while it runs.
    Uuid epoch() const { return m_store->logEpoch(); }

private:
    class Doorkeeper;

    void send(relay::front::ConnectionId connection, std::string_view payload, bool binary) override;
    void send(relay::front::ConnectionId connection,
        const std::shared_ptr<const relay::front::FramedMessage> &message) override;
    void setMessageLimit(relay::front::ConnectionId connection, int bytes) override;
    void close(relay::front::ConnectionId connection, relay::front::CloseCode code, std::string_view reason) override;

    QString backupFolder() const { return m_folder + QStringLiteral("-backup"); }
    void prepareDisk();
    void readRevoked();
    void dismiss(DeviceId device);
    void end();
    void settle();
    bool flush();
    void arm();
    void write();
    void read();

    const QString m_folder;
    const School &m_school;
    FakeClock &m_clock;
    Random &m_random;
    RelayListener &m_listener;
    std::set<DeviceId> m_revoked;
    std::set<DeviceId> m_ending; ///< Of these, whose connections are to end.
    std::unique_ptr<Doorkeeper> m_doorkeeper;
    relay::session::SessionCounters m_counters;
    std::unique_ptr<relay::Store> m_store;
    std::unique_ptr<relay::log::Mailbox> m_mailbox;
    std::unique_ptr<relay::hub::Hub> m_hub;
    std::unique_ptr<relay::session::SessionContext> m_context;
    std::map<quint64, std::shared_ptr<relay::session::DeviceSession>> m_sessions;
    std::unique_ptr<Timer> m_writing; ///< With a slow disk.
    std::unique_ptr<Timer> m_reading;
    wire::Limits m_limits;
    int m_batch = 1; // else what shares a transaction would be a matter of who asks first
    bool m_hasEmptied = false;
};

} // namespace pc::sim
