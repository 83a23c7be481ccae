// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/simrelay.h"

#include "core/base/random.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/front/framedmessage.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"
#include "tests/simulation/diskcut.h"
#include "tests/simulation/must.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QTemporaryDir>
#include <QVariant>

#include <sqlite3.h>

namespace pc::sim {

namespace {

constexpr int kMostMembers = 64;
constexpr qsizetype kShortHeader = 2; // RFC 6455 section 5.2
constexpr quint8 kTwoMoreBytes = 126;
constexpr quint8 kEightMoreBytes = 127;
constexpr quint64 kSlowest = 20; // ms, for one turn of a slow disk
constexpr Milliseconds kRetry { 1'000 };

/// The payload of one unmasked, unfragmented WebSocket message.
QByteArray unframed(const std::string &bytes)
{
    const auto length = quint8(bytes.at(1));
    qsizetype header = kShortHeader;
    if (length == kTwoMoreBytes)
        header += 2;
    else if (length == kEightMoreBytes)
        header += 8;
    return { bytes.data() + header, qsizetype(bytes.size()) - header };
}

/// A migrated database, made once a process.
const QString &emptyDatabase()
{
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString made = folder.filePath(QStringLiteral("relay.db"));
        const auto database = must(sql::Database::open(made, sql::OpenMode::ReadWrite));
        must(sql::migrate(*database,
            must(sql::loadMigrations(
                { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() }))));
        return made;
    }();
    return path;
}

} // namespace

/// A token is the device's id.
class SimRelay::Doorkeeper final : public relay::session::Authenticator
{
public:
    Doorkeeper(const School &school, const std::set<DeviceId> &revoked)
        : m_school(school)
        , m_revoked(revoked)
    {
    }

    Result<relay::accounts::Actor> actorFor(const QByteArray &accessToken) override
    {
        const auto device = Uuid::fromString(QString::fromLatin1(accessToken));
        const auto *actor = device ? m_school.find(DeviceId { *device }) : nullptr;
        if (!actor || m_revoked.contains(actor->device))
            return Errc::Unauthenticated;
        return *actor;
    }

    bool takeMessage(UserId) override { return true; }
    Milliseconds messageRefill() const override { return Milliseconds { 0 }; }

private:
    const School &m_school;
    const std::set<DeviceId> &m_revoked;
};

SimRelay::SimRelay(
    const QString &folder, const School &school, FakeClock &clock, Random &random, RelayListener &listener)
    : m_folder(folder)
    , m_school(school)
    , m_clock(clock)
    , m_random(random)
    , m_listener(listener)
    , m_doorkeeper(std::make_unique<Doorkeeper>(school, m_revoked))
{
    if (!QFile::exists(path()))
        prepareDisk();
}

SimRelay::~SimRelay()
{
    stop();
}

QString SimRelay::path() const
{
    return m_folder + QStringLiteral("/relay.db");
}

void SimRelay::prepareDisk()
{
    if (!QFile::copy(emptyDatabase(), path()))
        qFatal("no disk for the relay");
    const auto database = must(sql::Database::open(path(), sql::OpenMode::ReadWrite));
    sql::Statement school(*database, "INSERT INTO schools(id, name, created) VALUES(?, 'School', 0)");
    must(school.run(m_school.id));
    sql::Statement person(*database,
        "INSERT INTO people(id, school, name, search_name, search_text, role, created) VALUES(?, ?, ?, '', '', ?, 0) "
        "ON CONFLICT DO NOTHING");
    sql::Statement device(*database,
        "INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) VALUES(?, ?, '', '', 0, 0, "
        "0)");
    for (const relay::accounts::Actor &actor : m_school.devices) {
        must(person.run(actor.user, m_school.id, QStringLiteral("Person %1").arg(numberOf(actor.user)), actor.role));
        must(device.run(actor.device, actor.user));
    }
}

void SimRelay::start()
{
    readRevoked();
    relay::StoreOptions options;
    options.path = path();
    options.batch = m_batch;
    options.ownThreads = false;
    options.log.maxMembers = kMostMembers;
    options.log.limits = m_limits;
    m_store = must(relay::Store::open(options, m_clock, m_random));
    m_mailbox = std::make_unique<relay::log::Mailbox>();
    m_mailbox->onEmptied([this] { m_hasEmptied = true; });
    m_hub = std::make_unique<relay::hub::Hub>(m_clock, m_random, m_store->log(), *m_mailbox,
        [this](const std::shared_ptr<const relay::hub::Passing> &passing) { m_hub->pass(*passing); });
    m_store->log().observe(
        *m_mailbox, [this](const std::shared_ptr<const relay::log::Delivery> &delivery) { m_hub->deliver(delivery); });
    m_context = std::make_unique<relay::session::SessionContext>(
        relay::session::SessionContext { *this, m_store->log(), *m_mailbox, *m_hub, *m_doorkeeper, m_clock, m_random,
            m_counters, m_limits, m_store->logEpoch(), QStringLiteral("simulated"), Milliseconds { 25'000 },
            [](UserId, quint64, std::optional<people::PresenceStatus>) {}, [](UserId, DeviceId) {} });
}

void SimRelay::beSlow(int batch, const wire::Limits &limits)
{
    m_batch = batch;
    m_limits = limits;
    m_writing = m_clock.makeTimer([this] { write(); });
    m_reading = m_clock.makeTimer([this] { read(); });
}

void SimRelay::stop()
{
    while (m_store && m_store->writer().waiting() > 0)
        m_store->writer().turn();
    end();
}

void SimRelay::crash()
{
    end();
}

void SimRelay::end()
{
    if (!m_store)
        return;
    if (m_writing) {
        m_writing->stop();
        m_reading->stop();
    }
    const auto sessions = std::exchange(m_sessions, {});
    for (const auto &[connection, session] : sessions) {
        session->onClosed();
        m_listener.closed(connection);
    }
    m_ending.clear();
    m_store->close();
    m_context.reset();
    m_hub.reset();
    m_mailbox.reset();
    m_store.reset();
}

void SimRelay::connect(quint64 connection)
{
    m_sessions.emplace(connection,
        std::make_shared<relay::session::DeviceSession>(
            *m_context, relay::front::ConnectionId { connection }, wire::Encoding::Cbor));
}

void SimRelay::receive(quint64 connection, const QByteArray &bytes)
{
    const auto found = m_sessions.find(connection);
    if (found == m_sessions.end())
        return;
    const auto session = found->second; // handling it may close and forget it
    session->onMessage({ bytes.constData(), size_t(bytes.size()) });
    settle();
}

void SimRelay::hungUp(quint64 connection)
{
    if (const auto node = m_sessions.extract(connection))
        node.mapped()->onClosed();
}

void SimRelay::tick()
{
    for (const DeviceId device : std::exchange(m_ending, {}))
        dismiss(device);
    const auto sessions = m_sessions; // a tick may close and forget
    for (const auto &[connection, session] : sessions)
        session->tick();
}

/// Until neither writer nor reader has anything to do and nothing waits for the loop.
void SimRelay::settle()
{
    if (m_writing)
        return arm();
    for (bool goesOn = true; goesOn;) {
        goesOn = m_store->reader().turn();
        goesOn = m_store->writer().turn() || goesOn;
        goesOn = flush() || goesOn;
    }
}

bool SimRelay::flush()
{
    m_hasEmptied = false;
    QCoreApplication::sendPostedEvents(m_mailbox.get(), QEvent::User);
    return m_hasEmptied;
}

void SimRelay::arm()
{
    const auto soon = [this] { return Milliseconds { qint64(1 + m_random.below(kSlowest)) }; };
    const sql::Writer &writer = m_store->writer();
    if (!m_writing->isActive() && (writer.waiting() > 0 || !writer.isHealthy()))
        m_writing->start(writer.isHealthy() ? soon() : kRetry);
    if (!m_reading->isActive())
        m_reading->start(soon());
}

void SimRelay::write()
{
    m_store->writer().turn();
    flush();
    arm();
}

void SimRelay::read()
{
    if (!m_store->reader().turn())
        return;
    flush();
    arm();
}

/// The connection that refuses is closed and made anew by the writer.
void SimRelay::failCommit()
{
    const bool isPosted = m_store->writer().post(
        [](sql::Database &database) -> Result<void> {
            auto *engine = *static_cast<sqlite3 *const *>(database.handle().driver()->handle().constData());
            sqlite3_commit_hook(
                engine, [](void *) { return 1; }, nullptr);
            return {};
        },
        [](const Result<void> &) {});
    if (!isPosted)
        qFatal("the relay's writer does not take work");
    settle();
}

void SimRelay::exhaustPackages(DeviceId device)
{
    alter("DELETE FROM key_packages WHERE device = ? AND claimed IS NULL", device.raw().toByteArray());
}

void SimRelay::readRevoked()
{
    const auto database = must(sql::Database::open(path(), sql::OpenMode::ReadOnly));
    sql::Statement list(*database, "SELECT id FROM devices WHERE revoked IS NOT NULL");
    auto rows = must(list.query());
    m_revoked.clear();
    while (rows.next())
        m_revoked.insert(rows.id<DeviceId>(0));
}

void SimRelay::revoke(DeviceId device, bool isSlow)
{
    alter("UPDATE devices SET revoked = 1 WHERE id = ?", device.raw().toByteArray());
    m_revoked.insert(device);
    if (isSlow)
        m_ending.insert(device);
    else
        dismiss(device);
    m_store->log().deviceEnded(device);
    settle();
}

void SimRelay::dismiss(DeviceId device)
{
    if (const auto *actor = m_school.find(device))
        m_hub->dismiss(actor->user, device, { wire::GoodbyeReason::Revoked, Milliseconds { 0 } });
}

void SimRelay::keepBackup()
{
    copyFolder(m_folder, backupFolder());
}

bool SimRelay::hasBackup() const
{
    return QDir(backupFolder()).exists();
}

void SimRelay::putBackupBack(bool isTold)
{
    stop();
    copyFolder(backupFolder(), m_folder);
    if (isTold)
        must(relay::Store::markRestored(path(), m_clock, m_random));
    start();
}

void SimRelay::alter(sql::SqlText sql, const QByteArray &value)
{
    std::optional<Result<void>> result;
    const bool isPosted = m_store->writer().post(
        [&](sql::Database &database) -> Result<void> {
            sql::Statement statement(database, sql);
            const auto run = statement.run(value);
            return run ? Result<void>() : Result<void>(run.error());
        },
        [&](const Result<void> &outcome) { result = outcome; });
    if (!isPosted)
        qFatal("the relay's writer does not take work");
    while (!result)
        m_store->writer().turn();
    must(*result);
}

void SimRelay::send(relay::front::ConnectionId connection, std::string_view payload, bool)
{
    m_listener.sent(quint64(connection), { payload.data(), qsizetype(payload.size()) }, false);
}

void SimRelay::send(
    relay::front::ConnectionId connection, const std::shared_ptr<const relay::front::FramedMessage> &message)
{
    m_listener.sent(quint64(connection), unframed(message->bytes()), true);
}

void SimRelay::setMessageLimit(relay::front::ConnectionId, int) { }

void SimRelay::close(relay::front::ConnectionId connection, relay::front::CloseCode, std::string_view)
{
    m_sessions.erase(quint64(connection));
    m_listener.closed(quint64(connection));
}

} // namespace pc::sim
