// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/statement.h"

#include "core/sql/database.h"
#include "core/sql/sqlerror.h"

#include <QSqlError>

#include <utility>

namespace pc::sql {

Rows::~Rows()
{
    if (m_query)
        m_query->finish();
}

Rows::Rows(Rows &&other) noexcept
    : m_query(std::exchange(other.m_query, nullptr))
{
}

Result<void> Rows::finish() const
{
    const QSqlError error = m_query->lastError();
    if (error.isValid())
        return toError(error);
    return {};
}

Statement::Statement(Database &database, SqlText sql)
    : m_database(database)
    , m_sql(sql)
    , m_query(database.handle())
{
}

Result<void> Statement::execute(std::initializer_list<QVariant> values)
{
    if (!m_prepared) {
        m_query = QSqlQuery(m_database.handle());
        m_query.setForwardOnly(true);
        if (!m_query.prepare(QString(m_sql.view())))
            return toError(m_query.lastError());
        m_prepared = true;
    }
    int position = 0;
    for (const QVariant &value : values)
        m_query.bindValue(position++, value);
    if (!m_query.exec()) {
        const Error error = toError(m_query.lastError());
        m_query.finish();
        return error;
    }
    return {};
}

} // namespace pc::sql
