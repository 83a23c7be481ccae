// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/relay.h"

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/relay/accounts/routes.h"
#include "core/relay/accountsauthenticator.h"
#include "core/relay/certificate.h"
#include "core/relay/diskreserve.h"
#include "core/relay/housekeeping.h"
#include "core/relay/loopthread.h"
#include "core/relay/metrics.h"
#include "core/relay/presence.h"
#include "core/relay/store.h"

#include <QDir>
#include <QFileInfo>

#include <atomic>
#include <utility>

namespace pc::relay {

namespace {

constexpr Milliseconds kDrainPoll { 20 };

} // namespace

class Relay::Private
{
public:
    Private(const RelayOptions &given, Clock &theClock, Random &theRandom)
        : options(given)
        , clock(theClock)
        , random(theRandom)
        , reserve([folder = given.dataDirectory] { return roomAt(folder); }, given.reservePercent)
    {
    }

    ~Private();

    Result<void> openStore();
    Result<void> startAccounts();
    Result<void> startLoops();
    Result<void> bindLoops();
    void tellCertificate();
    void broadcast(const std::shared_ptr<const hub::Passing> &passing);
    void everyHub(const std::function<void(hub::Hub &)> &what);
    int sessions() const;
    std::string_view trouble() const;
    Readings read() const;

    RelayOptions options;
    Clock &clock;
    Random &random;
    std::atomic<bool> accepting { false };
    DiskReserve reserve;
    std::unique_ptr<Store> store;
    std::unique_ptr<accounts::Accounts> accounts;
    std::unique_ptr<accounts::Routes> routes;
    std::unique_ptr<AccountsAuthenticator> authenticator;
    std::unique_ptr<Shared> shared;
    Certificate certificate;
    std::unique_ptr<Presence> presence;
    std::unique_ptr<Housekeeping> housekeeping;
    std::unique_ptr<ReserveWatch> reserveWatch;
    std::vector<std::unique_ptr<LoopThread>> loops;
    std::unique_ptr<Timer> drainTimer;
    MonoTime drainEnds {};
};

Relay::Private::~Private()
{
    accepting = false;
    // Sessions and sockets first, while what they speak to is there; then who counts them.
    for (const auto &thread : loops)
        thread->run([&thread] { thread->loop().close(); });
    if (presence) {
        loops.front()->run([this] {
            reserveWatch.reset();
            housekeeping.reset();
            presence.reset();
        });
    }
    // Then the threads that still make answers: they find mailboxes, and nobody who waits.
    if (accounts)
        accounts->stop();
    if (store)
        store->close();
    loops.clear();
}

Result<void> Relay::Private::openStore()
{
    QDir directory(options.dataDirectory);
    if (!directory.exists()) {
        if (!directory.mkpath(QStringLiteral(".")))
            return { Errc::Disk, QStringLiteral("the data directory could not be made") };
        QFile::setPermissions(
            directory.path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    StoreOptions storeOptions;
    storeOptions.path = directory.filePath(QStringLiteral("relay.db"));
    storeOptions.batch = options.commitBatch;
    storeOptions.queue = options.writeQueue;
    reserve.look();
    storeOptions.log = { options.limits.groupMembers, options.limits, [this] { return reserve.isKept(); } };
    auto opened = Store::open(storeOptions, clock, random);
    if (!opened)
        return opened.error();
    store = std::move(*opened);
    return {};
}

Result<void> Relay::Private::startAccounts()
{
    accounts::RegistryHooks hooks;
    hooks.deviceEnded = [this](UserId user, DeviceId device) {
        everyHub([user, device](hub::Hub &hub) {
            hub.dismiss(user, device, { wire::GoodbyeReason::Revoked, Milliseconds { 0 } });
        });
        store->log().deviceEnded(device);
    };
    hooks.personChanged = [this](UserId user) {
        // A session holds who it acts for: it is made anew with what they are now.
        everyHub([this, user](hub::Hub &hub) {
            const auto stands = [this](const accounts::Actor &actor) {
                const auto now = accounts->actorOf(actor.user, actor.device);
                return now && *now == actor;
            };
            hub.review(user, stands, { wire::GoodbyeReason::Draining, Milliseconds { 0 } });
        });
    };
    hooks.historyWanted = [this](UserId user) {
        // Without a conversation: about none of its groups, but about what a member asks for.
        wire::Keys hint;
        hint.op = wire::KeysOp::CheckGroup;
        auto delivery = std::make_shared<log::Delivery>();
        delivery->payloads.push_back(hint);
        delivery->users.push_back(user);
        everyHub([delivery = std::shared_ptr<const log::Delivery>(delivery)](hub::Hub &hub) { hub.deliver(delivery); });
    };
    hooks.hasRoom = [this] { return reserve.isKept(); };
    auto started = accounts::Accounts::start(
        store->writer(), store->reader(), clock, random, std::move(hooks), options.accounts);
    if (!started)
        return started.error();
    accounts = std::move(*started);
    routes = std::make_unique<accounts::Routes>(*accounts);
    authenticator = std::make_unique<AccountsAuthenticator>(*accounts, options.limits, clock);
    return {};
}

Result<void> Relay::Private::startLoops()
{
    shared = std::make_unique<Shared>(Shared { store->log(), *authenticator, *routes, clock, random, options.limits,
        options.front, store->logEpoch(), options.heartbeat,
        [this](UserId user, quint64 connection, std::optional<people::PresenceStatus> status) {
            presence->report(user, connection, status);
        },
        [this](UserId user, DeviceId device) { presence->tell(user, device); },
        [this](const std::shared_ptr<const hub::Passing> &passing) { broadcast(passing); },
        [this] { return trouble(); }, [this] { return metricsText(read()); }, options.metricsReaders });
    shared->front.sharePort = options.loops > 1;
    for (int i = 0; i < std::max(1, options.loops); ++i) {
        loops.push_back(std::make_unique<LoopThread>());
        loops.back()->make(*shared, i);
        IoLoop &loop = loops.back()->loop();
        shared->loops.push_back(&loop);
        store->log().observe(loop.mailbox(),
            [&loop](const std::shared_ptr<const log::Delivery> &delivery) { loop.hub().deliver(delivery); });
    }
    loops.front()->run([this] {
        presence = std::make_unique<Presence>(
            clock, store->log(), loops.front()->loop().mailbox(), shared->broadcast, [this](UserId user, UtcTime at) {
                accounts::Actor actor;
                actor.user = user;
                accounts->self().noteSeen(actor, at);
            });
        housekeeping = std::make_unique<Housekeeping>(clock, store->log(), loops.front()->loop().mailbox());
        reserveWatch = std::make_unique<ReserveWatch>(clock, reserve, store->reader());
    });
    return bindLoops();
}

Result<void> Relay::Private::bindLoops()
{
    quint16 port = options.port;
    for (const auto &thread : loops) {
        Result<void> listening;
        thread->run([&] { listening = thread->loop().listen(options.address, port, certificate.context()); });
        if (!listening)
            return listening;
        port = thread->loop().port();
    }
    accepting = true;
    return {};
}

void Relay::Private::tellCertificate()
{
    for (const auto &thread : loops) {
        IoLoop &loop = thread->loop();
        loop.mailbox().post([&loop, tls = certificate.context()] { loop.setTls(tls); });
    }
}

void Relay::Private::broadcast(const std::shared_ptr<const hub::Passing> &passing)
{
    everyHub([passing](hub::Hub &hub) { hub.pass(*passing); });
}

void Relay::Private::everyHub(const std::function<void(hub::Hub &)> &what)
{
    for (const auto &thread : loops) {
        IoLoop &loop = thread->loop();
        loop.mailbox().post([&loop, what] { what(loop.hub()); });
    }
}

int Relay::Private::sessions() const
{
    int open = 0;
    for (const auto &thread : loops)
        open += thread->loop().sessions();
    return open;
}

/// Why it takes no messages; nothing when it does. For anybody to read.
std::string_view Relay::Private::trouble() const
{
    if (!accepting)
        return "it starts or ends";
    if (!store->writer().isHealthy()) {
        const Errc trouble = store->writer().trouble();
        if (trouble == Errc::Corrupt)
            return "the database is damaged; put a backup back";
        return trouble == Errc::DiskFull ? "the disk is full; reading goes on"
                                         : "the disk refuses to be written; reading goes on";
    }
    return reserve.isKept() ? "" : "the disk is nearly full, and what is left is kept in reserve; reading goes on";
}

/// The loops are all there before the first of them listens, and until all of them are closed.
Readings Relay::Private::read() const
{
    Readings readings { .store = store->counters(),
        .log = store->log().counters(),
        .version = PC_VERSION,
        .isReady = trouble().empty(),
        .isHealthy = store->writer().isHealthy(),
        .isReserveKept = reserve.isKept(),
        .waiting = store->writer().waiting(),
        .databaseBytes = QFileInfo(store->path()).size(),
        .walBytes = QFileInfo(store->path() + QLatin1StringView("-wal")).size(),
        .freeBytes = roomAt(options.dataDirectory).available,
        .reserveBytes = reserve.bytes(),
        .certificateExpires = certificate.expires(),
        .loops = {} };
    for (const auto &thread : loops) {
        const IoLoop &loop = thread->loop();
        readings.loops.push_back({ loop.frontCounters(), loop.sessionCounters(), loop.sessions() });
    }
    return readings;
}

Relay::Relay(std::unique_ptr<Private> made)
    : d(std::move(made))
{
}

Relay::~Relay() = default;

Result<std::unique_ptr<Relay>> Relay::start(const RelayOptions &options, Clock &clock, Random &random)
{
    auto made = std::make_unique<Private>(options, clock, random);
    if (auto used = made->certificate.use(options.tls); !used)
        return used.error();
    if (auto opened = made->openStore(); !opened)
        return opened.error();
    if (auto started = made->startAccounts(); !started)
        return started.error();
    if (auto started = made->startLoops(); !started)
        return started.error();
    return std::unique_ptr<Relay>(new Relay(std::move(made)));
}

std::vector<front::Route> Relay::routes()
{
    return IoLoop::routes();
}

quint16 Relay::port() const
{
    return d->loops.front()->loop().port();
}

accounts::Accounts &Relay::accounts()
{
    return *d->accounts;
}

log::ConversationLog &Relay::log()
{
    return d->store->log();
}

int Relay::sessions() const
{
    return d->sessions();
}

std::string Relay::metrics() const
{
    return metricsText(d->read());
}

bool Relay::isReady() const
{
    return d->trouble().empty();
}

std::string_view Relay::trouble() const
{
    return d->trouble();
}

void Relay::whenTurning(std::function<void()> turning)
{
    // The last who lets go calls: each holds it for one turn.
    const std::shared_ptr<void> whole(nullptr, [turning = std::move(turning)](void *) { turning(); });
    for (const auto &thread : d->loops)
        thread->loop().mailbox().post([whole] {});
    // A full queue is work that is waiting, not a writer that is stuck: the next question may find room.
    [[maybe_unused]] const bool posted
        = d->store->writer().post([](sql::Database &) { return Result<void>(); }, [whole](const Result<void> &) {});
}

Result<bool> Relay::reconfigure(const RelayOptions &options)
{
    const auto certificate = d->certificate.use(options.tls);
    if (!certificate)
        return certificate;
    d->tellCertificate();
    d->options.drainSpread = options.drainSpread;
    d->reserve.setPercent(options.reservePercent);
    d->options.limits.messagesPerMinute = options.limits.messagesPerMinute;
    d->options.limits.messageBurst = options.limits.messageBurst;
    front::FrontLimits front = options.front;
    front.sharePort = d->shared->front.sharePort;
    d->authenticator->setLimits(d->options.limits);
    d->accounts->signIn().setLimits(options.accounts.limits);
    for (const auto &thread : d->loops) {
        IoLoop &loop = thread->loop();
        loop.mailbox().post([&loop, front, limits = d->options.limits, readers = options.metricsReaders] {
            loop.reconfigure(front, limits, readers);
        });
    }
    return certificate;
}

Result<bool> Relay::renewCertificate()
{
    auto renewed = d->certificate.renew();
    if (renewed && *renewed)
        d->tellCertificate();
    return renewed;
}

void Relay::drain(Milliseconds deadline)
{
    if (!d->accepting.exchange(false))
        return;
    LogLine(lcRelay(), QtInfoMsg, "draining").with("sessions", d->sessions());
    for (const auto &thread : d->loops) {
        IoLoop &loop = thread->loop();
        loop.mailbox().post([&loop, spread = d->options.drainSpread] { loop.drain(spread); });
    }
    d->drainEnds = d->clock.monotonicNow() + deadline;
    d->drainTimer = d->clock.makeTimer([this] {
        if (d->sessions() == 0 || d->clock.monotonicNow() >= d->drainEnds)
            Q_EMIT drained();
        else
            d->drainTimer->start(kDrainPoll);
    });
    d->drainTimer->start(kDrainPoll);
}

} // namespace pc::relay
