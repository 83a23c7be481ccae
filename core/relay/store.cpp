// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/store.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/erasurelist.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"

#include <utility>

namespace pc::relay {

namespace {

/// Reading every page of a larger database would keep clients waiting at each start; its damage shows where it is met.
constexpr qint64 kCheckedWhole = 512 * 1024 * 1024;

Result<std::vector<sql::Migration>> relayMigrations()
{
    return sql::loadMigrations({ accounts::schemaFolder(), log::schemaFolder(), keys::schemaFolder() });
}

Result<std::unique_ptr<sql::Database>> openMigrated(const QString &path)
{
    auto migrations = relayMigrations();
    if (!migrations)
        return migrations.error();
    auto database = sql::Database::open(path, sql::OpenMode::ReadWrite);
    if (!database)
        return database;
    if (auto migrated = sql::migrate(**database, *migrations); !migrated)
        return migrated.error();
    if (auto adopted = accounts::adoptEarlierActs(**database); !adopted)
        return adopted.error();
    if ((*database)->bytes() <= kCheckedWhole) {
        if (auto sound = (*database)->checkIntegrity(); !sound)
            return sound.error();
    }
    return database;
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const StoreOptions &options, Clock &clock, Random &random)
{
    auto store = std::unique_ptr<Store>(new Store(clock, options.log));
    store->m_path = options.path;
    if (auto started = store->startWriter(options, clock, random); !started)
        return started.error();
    if (auto started = store->startReader(options); !started)
        return started.error();
    store->m_log.attach(*store->m_writer, *store->m_reader);
    return store;
}

Result<void> Store::markRestored(const QString &path, const Clock &clock, Random &random)
{
    auto database = openMigrated(path);
    return database ? log::beginLogAnew(**database, clock.utcNow(), random) : Result<void>(database.error());
}

Result<void> Store::reapplyErasures(const QString &path, const log::ErasureList &list, Clock &clock)
{
    auto database = openMigrated(path);
    if (!database)
        return database.error();
    log::ConversationLog log(clock, {});
    if (auto prepared = log.prepare(**database); !prepared)
        return prepared;
    return log.reapplyErasures(**database, list);
}

int Store::newestSchema()
{
    const auto migrations = relayMigrations();
    return migrations ? migrations->back().number : 0;
}

Store::~Store()
{
    close();
}

void Store::close()
{
    // The last connection to go checkpoints, and that must be the writer's.
    m_reader.reset();
    m_writer.reset();
}

Result<void> Store::startWriter(const StoreOptions &options, const Clock &clock, Random &random)
{
    sql::Writer::Hooks hooks;
    hooks.opened = [this](sql::Database &database) { m_log.opened(database); };
    hooks.closing = [this] { m_log.closing(); };
    hooks.beforeCommit = [this](sql::Database &) { return m_log.beforeCommit(); };
    hooks.rolledBack = [this] { m_log.rolledBack(); };
    hooks.batchCommitted = [this] { m_log.batchCommitted(); };
    hooks.committed = [this](size_t works, Milliseconds took) {
        ++m_counters.commits;
        m_counters.works.add(qint64(works));
        m_counters.commit.add(took);
    };
    hooks.health = [this](const Result<void> &health) { m_counters.failures.add(health ? 0 : 1); };
    sql::WriterOptions writerOptions;
    writerOptions.batch = options.batch;
    writerOptions.queue = options.queue;
    writerOptions.retryAfter = options.retryAfter;
    writerOptions.ownThread = options.ownThreads;
    const auto opener = [this, path = options.path, &random]() -> Result<std::unique_ptr<sql::Database>> {
        auto database = openMigrated(path);
        if (!database)
            return database;
        auto epoch = log::logEpoch(**database, random);
        if (!epoch)
            return epoch.error();
        if (auto prepared = m_log.prepare(**database); !prepared)
            return prepared.error();
        if (auto erased = m_log.reapplyErasures(**database, log::ErasureList::beside(path)); !erased)
            return erased.error();
        m_epoch = *epoch; // read by others only after start() has returned
        return database;
    };
    auto writer = sql::Writer::start(opener, hooks, clock, writerOptions);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    return {};
}

Result<void> Store::startReader(const StoreOptions &options)
{
    sql::Reader::Hooks hooks;
    hooks.opened = [this](sql::Database &database) { m_log.readerOpened(database); };
    hooks.closing = [this] { m_log.readerClosing(); };
    auto reader = sql::Reader::start(options.path, hooks, { .ownThread = options.ownThreads });
    if (!reader)
        return reader.error();
    m_reader = std::move(*reader);
    return {};
}

} // namespace pc::relay
