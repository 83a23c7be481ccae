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
#include "core/sql/prepared.h"
#include "core/sql/sqltext.h"

#include <array>
#include <memory>
#include <optional>
#include <type_traits>

namespace pc::sql {

class Database;

namespace detail {

template<typename Enum>
requires std::is_enum_v<Enum> Value toValue(Enum value)
{
    return qint64(value);
}

template<typename Int>
requires std::is_integral_v<Int> Value toValue(Int value)
{
    return qint64(value);
}

inline Value toValue(const QString &value)
{
    return QStringView(value);
}

inline Value toValue(const QByteArray &value)
{
    return QByteArrayView(value);
}

inline Value toValue(const Uuid &value)
{
    return value.view();
}

inline Value toValue(UtcTime value)
{
    return qint64(toMilliseconds(value));
}

template<typename Tag, typename Rep>
Value toValue(const StrongId<Tag, Rep> &value)
{
    return toValue(value.raw());
}

template<typename T>
Value toValue(const std::optional<T> &value)
{
    return value ? toValue(*value) : Value();
}

} // namespace detail

/// The rows of one run; ends the run when it goes, so that no read lock stays behind.
class Rows
{
public:
    explicit Rows(Prepared &query)
        : m_query(&query)
    {
    }

    ~Rows();
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;

    bool next() { return m_query->next(); }

    /// After the last row: whether it really was the last, or reading failed.
    Result<void> finish() const { return m_query->outcome(); }

    // For who shows whatever there is.
    int columns() const { return m_query->columns(); }
    QString columnName(int column) const { return m_query->columnName(column); }
    ColumnType type(int column) const { return m_query->type(column); }

    bool isNull(int column) const { return m_query->isNull(column); }
    qint64 integer(int column) const { return m_query->integer(column); }
    int number(int column) const { return int(integer(column)); }
    bool flag(int column) const { return integer(column) != 0; }
    QString text(int column) const { return m_query->text(column); }
    QByteArray bytes(int column) const { return m_query->bytes(column).toByteArray(); }
    UtcTime time(int column) const { return utcFromMilliseconds(integer(column)); }

    /// A null id when the column does not hold 16 bytes.
    template<typename Id>
    Id id(int column) const
    {
        return idFromBytes<Id>(m_query->bytes(column)).value_or(Id {});
    }

    /// Nothing when the column does not hold 16 bytes.
    template<typename Id>
    std::optional<Id> optionalId(int column) const
    {
        return idFromBytes<Id>(m_query->bytes(column));
    }

    Seq seq(int column) const { return Seq { integer(column) }; }

    std::optional<UtcTime> optionalTime(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(time(column));
    }

private:
    Prepared *m_query;
};

class Statement
{
public:
    /// Prepared at the first run, on the database's thread. `database` must outlive this.
    Statement(Database &database, SqlText sql);

    Statement(Statement &&) = default;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Runs a statement that gives rows. One run at a time: the next ends this one.
    template<typename... Values>
    Result<Rows> query(const Values &...values)
    {
        const std::array<Value, sizeof...(Values)> bound { detail::toValue(values)... };
        if (auto ready = prepare(); !ready)
            return ready.error();
        if (auto run = m_prepared->query(bound); !run)
            return run.error();
        return Rows(*m_prepared);
    }

    /// Runs a statement that gives none; answers how many rows it changed.
    template<typename... Values>
    Result<int> run(const Values &...values)
    {
        const std::array<Value, sizeof...(Values)> bound { detail::toValue(values)... };
        if (auto ready = prepare(); !ready)
            return ready.error();
        return m_prepared->run(bound);
    }

private:
    Result<void> prepare();

    Database &m_database;
    SqlText m_sql;
    std::unique_ptr<Prepared> m_prepared;
};

/// Of Statement::run, where it does not matter how many rows were changed.
inline Result<void> done(const Result<int> &run)
{
    return run ? Result<void>() : Result<void>(run.error());
}

} // namespace pc::sql
