// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sqliteprepared.h"

#include "core/sql/sqlerror.h"

#include <QThread>

#include <sqlite3.h>

#include <utility>

namespace pc::sql {

Result<std::unique_ptr<Prepared>> SqlitePrepared::prepare(sqlite3 *handle, QLatin1StringView sql, int &alive)
{
    sqlite3_stmt *statement = nullptr;
    const int code
        = sqlite3_prepare_v3(handle, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return lastError(handle);
    return std::unique_ptr<Prepared>(new SqlitePrepared(handle, statement, alive));
}

SqlitePrepared::SqlitePrepared(sqlite3 *handle, sqlite3_stmt *statement, int &alive)
    : m_handle(handle)
    , m_statement(statement)
    , m_alive(alive)
    , m_thread(QThread::currentThreadId())
    , m_step(SQLITE_DONE)
{
    ++m_alive;
}

SqlitePrepared::~SqlitePrepared()
{
    sqlite3_finalize(m_statement);
    --m_alive;
}

Result<int> SqlitePrepared::run(std::span<const Value> values)
{
    if (auto bound = bind(values, Keep::Views); !bound)
        return bound.error();
    do {
        m_step = sqlite3_step(m_statement);
    } while (m_step == SQLITE_ROW);
    if (m_step != SQLITE_DONE) {
        Error error = lastError(m_handle);
        end();
        return error;
    }
    const int changed = sqlite3_changes(m_handle);
    end();
    return changed;
}

Result<void> SqlitePrepared::query(std::span<const Value> values)
{
    if (auto bound = bind(values, Keep::Copies); !bound)
        return bound;
    m_step = sqlite3_step(m_statement);
    m_waiting = m_step == SQLITE_ROW;
    if (m_step == SQLITE_ROW || m_step == SQLITE_DONE)
        return {};
    Error error = lastError(m_handle);
    end();
    return error;
}

bool SqlitePrepared::next()
{
    if (!std::exchange(m_waiting, false) && m_step == SQLITE_ROW)
        m_step = sqlite3_step(m_statement);
    return m_step == SQLITE_ROW;
}

Result<void> SqlitePrepared::outcome() const
{
    if (m_step == SQLITE_ROW || m_step == SQLITE_DONE)
        return {};
    return lastError(m_handle);
}

void SqlitePrepared::end()
{
    m_waiting = false;
    m_step = SQLITE_DONE;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement); // views that end with their caller
}

Result<void> SqlitePrepared::bind(std::span<const Value> values, Keep keep)
{
    Q_ASSERT(m_thread == QThread::currentThreadId()); // whoever answers elsewhere is found by any test with threads
    end();
    Q_ASSERT(int(values.size()) == sqlite3_bind_parameter_count(m_statement));
    int position = 0;
    for (const Value &value : values) {
        if (bindOne(++position, value, keep) != SQLITE_OK)
            return lastError(m_handle);
    }
    return {};
}

int SqlitePrepared::bindOne(int position, const Value &value, Keep keep)
{
    const auto keeper = keep == Keep::Copies ? SQLITE_TRANSIENT : SQLITE_STATIC;
    if (const auto *number = std::get_if<qint64>(&value))
        return sqlite3_bind_int64(m_statement, position, *number);
    if (const auto *text = std::get_if<QStringView>(&value)) {
        // A null pointer would be NULL.
        const QStringView view = text->isNull() ? QStringView(u"") : *text;
        return sqlite3_bind_text16(
            m_statement, position, view.utf16(), int(view.size() * qsizetype(sizeof(char16_t))), keeper);
    }
    if (const auto *bytes = std::get_if<QByteArrayView>(&value)) {
        if (bytes->isEmpty())
            return sqlite3_bind_zeroblob(m_statement, position, 0);
        return sqlite3_bind_blob(m_statement, position, bytes->data(), int(bytes->size()), keeper);
    }
    return sqlite3_bind_null(m_statement, position);
}

int SqlitePrepared::columns() const
{
    return sqlite3_column_count(m_statement);
}

QString SqlitePrepared::columnName(int column) const
{
    return QString::fromUtf8(sqlite3_column_name(m_statement, column));
}

ColumnType SqlitePrepared::type(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return ColumnType::Integer;
    case SQLITE_FLOAT:
        return ColumnType::Real;
    case SQLITE_TEXT:
        return ColumnType::Text;
    case SQLITE_BLOB:
        return ColumnType::Bytes;
    default:
        return ColumnType::Null;
    }
}

bool SqlitePrepared::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 SqlitePrepared::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString SqlitePrepared::text(int column) const
{
    const auto *units = static_cast<const QChar *>(sqlite3_column_text16(m_statement, column));
    return QString(units, sqlite3_column_bytes16(m_statement, column) / int(sizeof(QChar)));
}

QByteArrayView SqlitePrepared::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return { data, sqlite3_column_bytes(m_statement, column) };
}

} // namespace pc::sql
