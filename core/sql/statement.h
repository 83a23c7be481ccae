// SPDX-License-Identifier: GPL-3.0-or-later
// Statement: one prepared statement, used again and again with bound values; Rows: what one run of it gave.
//
//   Statement find(db, "SELECT name, school FROM people WHERE id = ?");
//   auto rows = find.query(userId);
//   if (!rows) return rows.error();
//   while (rows->next()) use(rows->text(0), rows->id<SchoolId>(1));
//   if (auto end = rows->finish(); !end) return end.error();      // a page may be damaged half-way

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/sql/sqltext.h"

#include <QSqlQuery>
#include <QVariant>

#include <optional>
#include <type_traits>

namespace pc::sql {

class Database;

namespace detail {

template<typename Enum>
requires std::is_enum_v<Enum> QVariant toVariant(Enum value)
{
    return qint64(value);
}

inline QVariant toVariant(bool value)
{
    return int(value);
}

template<typename Int>
requires(std::is_integral_v<Int> && !std::is_same_v<Int, bool>) QVariant toVariant(Int value)
{
    return qint64(value);
}

inline QVariant toVariant(const QString &value)
{
    // SQLite tells NULL from ''; a QString that was never set means "empty" to us.
    return value.isNull() ? QVariant(QLatin1StringView("")) : QVariant(value);
}

inline QVariant toVariant(const QByteArray &value)
{
    return value.isNull() ? QVariant(QByteArray("")) : QVariant(value);
}

inline QVariant toVariant(const Uuid &value)
{
    return value.toByteArray();
}

inline QVariant toVariant(UtcTime value)
{
    return toMilliseconds(value);
}

template<typename Tag, typename Rep>
QVariant toVariant(const StrongId<Tag, Rep> &value)
{
    return toVariant(value.raw());
}

template<typename T>
QVariant toVariant(const std::optional<T> &value)
{
    return value ? toVariant(*value) : QVariant();
}

} // namespace detail

/// The rows of one run; ends the run when it goes, so that no read lock stays behind.
class Rows
{
public:
    explicit Rows(QSqlQuery &query)
        : m_query(&query)
    {
    }

    ~Rows();
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;

    bool next() { return m_query->next(); }

    /// After the last row: whether it really was the last, or reading failed.
    Result<void> finish() const;

    bool isNull(int column) const { return m_query->isNull(column); }
    qint64 integer(int column) const { return m_query->value(column).toLongLong(); }
    int number(int column) const { return int(integer(column)); }
    bool flag(int column) const { return integer(column) != 0; }
    QString text(int column) const { return m_query->value(column).toString(); }
    QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    UtcTime time(int column) const { return utcFromMilliseconds(integer(column)); }

    /// A null id when the column does not hold 16 bytes.
    template<typename Id>
    Id id(int column) const
    {
        return idFromBytes<Id>(bytes(column)).value_or(Id {});
    }

    Seq seq(int column) const { return Seq { integer(column) }; }

    std::optional<UtcTime> optionalTime(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(time(column));
    }

private:
    QSqlQuery *m_query;
};

class Statement
{
public:
    /// Prepared at the first run, on the database's thread. `database` must outlive this.
    Statement(Database &database, SqlText sql);

    Statement(Statement &&) = default;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Runs a statement that gives rows.
    template<typename... Values>
    Result<Rows> query(const Values &...values)
    {
        if (auto run = execute({ detail::toVariant(values)... }); !run)
            return run.error();
        return Rows(m_query);
    }

    /// Runs a statement that gives none; answers how many rows it changed.
    template<typename... Values>
    Result<int> run(const Values &...values)
    {
        if (auto done = execute({ detail::toVariant(values)... }); !done)
            return done.error();
        const int changed = m_query.numRowsAffected();
        m_query.finish();
        return changed;
    }

private:
    Result<void> execute(std::initializer_list<QVariant> values);

    Database &m_database;
    SqlText m_sql;
    QSqlQuery m_query;
    bool m_prepared = false;
};

} // namespace pc::sql
