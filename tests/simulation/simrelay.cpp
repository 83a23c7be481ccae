// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/simrelay.h"

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
#include <QTemporaryDir>

#include <semaphore>

namespace pc::sim {

namespace {

constexpr int kMostMembers = 64;
constexpr qsizetype kShortHeader = 2; // RFC 6455 section 5.2
constexpr quint8 kTwoMoreBytes = 126;
constexpr quint8 kEightMoreBytes = 127;

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
    options.batch = 1; // else what shares a transaction would be a matter of threads
    options.log.maxMembers = kMostMembers;
    m_store = must(relay::Store::open(options, m_clock, m_random));
    m_mailbox = std::make_unique<relay::log::Mailbox>();
    m_mailbox->onEmptied([this] { m_hasEmptied = true; });
    m_hub = std::make_unique<relay::hub::Hub>(m_clock, m_random, m_store->log(), *m_mailbox,
        [this](const std::shared_ptr<const relay::hub::Passing> &passing) { m_hub->pass(*passing); });
    m_store->log().observe(
        *m_mailbox, [this](const std::shared_ptr<const relay::log::Delivery> &delivery) { m_hub->deliver(delivery); });
    m_context = std::make_unique<relay::session::SessionContext>(
        relay::session::SessionContext { *this, m_store->log(), *m_mailbox, *m_hub, *m_doorkeeper, m_clock, m_random,
            m_counters, {}, m_store->logEpoch(), QStringLiteral("simulated"), Milliseconds { 25'000 },
            [](UserId, quint64, std::optional<people::PresenceStatus>) {}, [](UserId, DeviceId) {} });
}

void SimRelay::stop()
{
    if (!m_store)
        return;
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

/// Until neither thread has anything to do and nothing waits for this one.
void SimRelay::settle()
{
    do {
        m_hasEmptied = false;
        std::binary_semaphore written { 0 };
        std::binary_semaphore read { 0 };
        if (!m_store->reader().post([&](sql::Database &) { read.release(); })
            || !m_store->writer().post(
                [](sql::Database &) { return Result<void>(); }, [&](const Result<void> &) { written.release(); }))
            qFatal("the relay's threads do not take work");
        read.acquire();
        written.acquire();
        QCoreApplication::sendPostedEvents(m_mailbox.get(), QEvent::User);
    } while (m_hasEmptied);
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
    std::binary_semaphore done { 0 };
    Result<void> result;
    const bool isPosted = m_store->writer().post(
        [&](sql::Database &database) -> Result<void> {
            sql::Statement statement(database, sql);
            const auto run = statement.run(value);
            return run ? Result<void>() : Result<void>(run.error());
        },
        [&](const Result<void> &outcome) {
            result = outcome;
            done.release();
        });
    if (!isPosted)
        qFatal("the relay's writer does not take work");
    done.acquire();
    must(result);
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
