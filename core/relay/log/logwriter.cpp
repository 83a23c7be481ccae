// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/logwriter.h"

#include "core/relay/accounts/auditlog.h"
#include "core/sql/freespace.h"
#include "core/sql/transaction.h"

namespace pc::relay::log {

LogWriter::LogWriter(sql::Database &database, int maxMembers, const keys::FrankingKeys &franking, const Clock &clock)
    : m_database(database)
    , m_cache(database)
    , m_appender(database, m_cache, franking)
    , m_table(database, m_cache, m_appender)
    , m_people(database)
    , m_conversations(database, m_cache, m_appender, m_table, m_people, maxMembers)
    , m_classes(m_cache, m_table, m_people, maxMembers)
    , m_receipts(database, m_cache)
    , m_groupTables(database)
    , m_groups(m_cache, m_appender, m_people, m_groupTables)
    , m_care(database, m_cache, m_groupTables)
    , m_keys(m_cache, m_groupTables, m_care, clock)
    , m_holds(database)
    , m_retention(database, m_holds)
    , m_archives(database, m_holds)
    , m_erasure(database, m_cache, m_table, m_holds)
{
}

Result<void> LogWriter::flush()
{
    if (auto written = m_receipts.flush(); !written)
        return written;
    return m_cache.flush();
}

void LogWriter::forget()
{
    m_receipts.forget();
    m_retention.forget();
    m_archives.forget();
    m_cache.clear();
}

Result<Tidied> LogWriter::tidy(UtcTime now)
{
    auto hasMore = m_care.tidy(now);
    if (!hasMore)
        return hasMore.error();
    auto swept = m_retention.sweep(now);
    if (!swept)
        return swept.error();
    const auto archives = m_archives.sweep(now);
    if (!archives)
        return archives.error();
    auto erased = m_erasure.step();
    if (!erased)
        return erased.error();
    auto returned = giveBackRoom();
    if (!returned)
        return returned.error();
    return Tidied { swept->entries, *hasMore || swept->more || archives->more || erased->more || *returned,
        !swept->more };
}

/// Some pages, when much of the file holds nothing; whether there is more to give.
Result<bool> LogWriter::giveBackRoom()
{
    auto before = sql::fileSpace(m_database);
    if (!before)
        return before.error();
    if (!before->isWasteful())
        return false;
    if (auto done = sql::giveBack(m_database); !done)
        return done.error();
    auto after = sql::fileSpace(m_database);
    if (!after)
        return after.error();
    if (after->free < before->free)
        return after->isWasteful();
    // It was made before files could shrink: the next start makes it one that can.
    auto wanted = wantRebuild(m_database);
    return wanted ? Result<bool>(false) : Result<bool>(wanted.error());
}

Result<void> wantRebuild(sql::Database &database)
{
    sql::Statement insert(
        database, "INSERT INTO relay_meta(key, value) VALUES('rebuild_wanted', x'01') ON CONFLICT DO NOTHING");
    const auto done = insert.run();
    return done ? Result<void>() : Result<void>(done.error());
}

Result<Uuid> logEpoch(sql::Database &database, Random &random)
{
    static const QString kKey = QStringLiteral("log_epoch");
    sql::Statement insert(database, "INSERT INTO relay_meta(key, value) VALUES(?, ?) ON CONFLICT DO NOTHING");
    if (auto done = insert.run(kKey, makeUuid4(random)); !done)
        return done.error();
    sql::Statement select(database, "SELECT value FROM relay_meta WHERE key = ?");
    auto rows = select.query(kKey);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::Corrupt, QStringLiteral("no log epoch") };
    return rows->id<StrongId<struct EpochTag, Uuid>>(0).raw();
}

Result<void> beginLogAnew(sql::Database &database, UtcTime now, Random &random)
{
    if (auto epoch = logEpoch(database, random); !epoch)
        return epoch.error();
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    sql::Statement restore(
        database, "INSERT INTO restores(ended) SELECT value FROM relay_meta WHERE key = 'log_epoch'");
    sql::Statement heads(database,
        "INSERT INTO restored_heads(conversation, restore, head, revision) "
        "SELECT c.row, (SELECT max(number) FROM restores), c.head, c.revision FROM conversations c");
    sql::Statement epoch(database, "UPDATE relay_meta SET value = ? WHERE key = 'log_epoch'");
    if (auto done = restore.run(); !done)
        return done.error();
    if (auto done = heads.run(); !done)
        return done.error();
    const Uuid begun = makeUuid4(random);
    if (auto done = epoch.run(begun); !done)
        return done.error();
    if (auto noted = accounts::recordAct(database, now, QLatin1StringView("restored"), begun); !noted)
        return noted;
    return transaction->commit();
}

} // namespace pc::relay::log
