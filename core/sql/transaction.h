// SPDX-License-Identifier: GPL-3.0-or-later
// Transaction and Savepoint: all or nothing, undone when they go without commit().

#pragma once

#include "core/base/result.h"

namespace pc::sql {

class Database;

class Transaction
{
public:
    /// Takes the write lock at once, so that a later statement cannot find the database changed under it.
    static Result<Transaction> begin(Database &database);

    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    /// When this fails nothing was kept, and the connection is to be treated as broken if isStoreFailure().
    Result<void> commit();

    void rollback();

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }

    Database *m_database;
};

/// A part of a transaction that can be undone alone. Not nested.
class Savepoint
{
public:
    static Result<Savepoint> begin(Database &database);

    ~Savepoint();
    Savepoint(Savepoint &&other) noexcept;
    Savepoint &operator=(Savepoint &&) = delete;

    Result<void> release();

private:
    explicit Savepoint(Database &database)
        : m_database(&database)
    {
    }

    Database *m_database;
};

} // namespace pc::sql
