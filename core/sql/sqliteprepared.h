// SPDX-License-Identifier: GPL-3.0-or-later
// SqlitePrepared: a statement on SQLite's own handle of a Qt connection. Messages pass here by the ten thousand a
// second; QSqlQuery would make a QVariant, a list and a text of each value's position for every run.
//
// Thread: the connection's. Must end before the connection closes.

#pragma once

#include "core/sql/prepared.h"

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace pc::sql {

class SqlitePrepared final : public Prepared
{
public:
    /// `handle` is not owned; `alive` counts the statements on it, so that its owner can tell those of ours from those
    /// that SQLite keeps for itself.
    static Result<std::unique_ptr<Prepared>> prepare(sqlite3 *handle, QLatin1StringView sql, int &alive);

    ~SqlitePrepared() override;
    SqlitePrepared(const SqlitePrepared &) = delete;
    SqlitePrepared &operator=(const SqlitePrepared &) = delete;

    Result<int> run(std::span<const Value> values) override;
    Result<void> query(std::span<const Value> values) override;
    bool next() override;
    Result<void> outcome() const override;
    void end() override;

    int columns() const override;
    QString columnName(int column) const override;
    ColumnType type(int column) const override;
    bool isNull(int column) const override;
    qint64 integer(int column) const override;
    QString text(int column) const override;
    QByteArrayView bytes(int column) const override;

private:
    /// Who keeps bound texts and bytes: the caller for the length of a run, SQLite for that of a query.
    enum class Keep : quint8 {
        Views,
        Copies,
    };

    SqlitePrepared(sqlite3 *handle, sqlite3_stmt *statement, int &alive);

    Result<void> bind(std::span<const Value> values, Keep keep);
    int bindOne(int position, const Value &value, Keep keep);

    sqlite3 *m_handle;
    sqlite3_stmt *m_statement;
    int &m_alive;
    const Qt::HANDLE m_thread; ///< The connection's.
    int m_step; ///< What the last step said.
    bool m_waiting = false; ///< The first row of a query was stepped onto and not yet asked for.
};

} // namespace pc::sql
