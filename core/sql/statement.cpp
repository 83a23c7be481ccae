// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/statement.h"

#include "core/sql/database.h"

#include <utility>

namespace pc::sql {

Rows::~Rows()
{
    if (m_query)
        m_query->end();
}

Rows::Rows(Rows &&other) noexcept
    : m_query(std::exchange(other.m_query, nullptr))
{
}

Statement::Statement(Database &database, SqlText sql)
    : m_database(database)
    , m_sql(sql)
{
}

Result<void> Statement::prepare()
{
    if (m_prepared)
        return {};
    auto prepared = m_database.prepare(m_sql);
    if (!prepared)
        return prepared.error();
    m_prepared = std::move(*prepared);
    return {};
}

} // namespace pc::sql
