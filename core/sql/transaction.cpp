// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/transaction.h"

#include "core/base/log.h"
#include "core/sql/database.h"

#include <utility>

namespace pc::sql {

namespace {

void undo(Database &database, SqlText sql)
{
    // SQLite may have rolled back by itself (disk full): then this fails, and all is well.
    if (auto undone = database.execute(sql); !undone)
        qCInfo(lcSql) << "nothing to roll back:" << undone.error().detail;
}

} // namespace

Result<Transaction> Transaction::begin(Database &database)
{
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(database);
}

Transaction::~Transaction()
{
    rollback();
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Result<void> Transaction::commit()
{
    Q_ASSERT(m_database);
    auto committed = m_database->execute("COMMIT");
    if (committed)
        m_database = nullptr;
    else
        rollback();
    return committed;
}

void Transaction::rollback()
{
    if (Database *database = std::exchange(m_database, nullptr))
        undo(*database, "ROLLBACK");
}

Result<Savepoint> Savepoint::begin(Database &database)
{
    if (auto begun = database.execute("SAVEPOINT part"); !begun)
        return begun.error();
    return Savepoint(database);
}

Savepoint::~Savepoint()
{
    if (Database *database = std::exchange(m_database, nullptr)) {
        undo(*database, "ROLLBACK TO part");
        undo(*database, "RELEASE part");
    }
}

Savepoint::Savepoint(Savepoint &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Result<void> Savepoint::release()
{
    Q_ASSERT(m_database);
    auto released = m_database->execute("RELEASE part");
    if (released)
        m_database = nullptr;
    return released;
}

} // namespace pc::sql
