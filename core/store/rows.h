// SPDX-License-Identifier: GPL-3.0-or-later
// The three ways in which every table here is asked: for nothing but success, for one row, for all of them.

#pragma once

#include "core/sql/statement.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace pc::store {

using sql::done;

/// `read(rows)` of the first row; nothing when there is none.
template<typename Read>
auto firstRow(Result<sql::Rows> rows, Read read) -> Result<std::optional<std::invoke_result_t<Read, const sql::Rows &>>>
{
    using Value = std::invoke_result_t<Read, const sql::Rows &>;
    if (!rows)
        return rows.error();
    std::optional<Value> value;
    if (rows->next())
        value = read(std::as_const(*rows));
    else if (auto end = rows->finish(); !end)
        return end.error();
    return value;
}

/// `read(rows)` of each row, in order.
template<typename Read>
auto allRows(Result<sql::Rows> rows, Read read) -> Result<std::vector<std::invoke_result_t<Read, const sql::Rows &>>>
{
    using Value = std::invoke_result_t<Read, const sql::Rows &>;
    if (!rows)
        return rows.error();
    std::vector<Value> values;
    while (rows->next())
        values.push_back(read(std::as_const(*rows)));
    if (auto end = rows->finish(); !end)
        return end.error();
    return values;
}

/// The integer of a statement that always gives one row, such as a count.
inline Result<qint64> oneInteger(Result<sql::Rows> rows)
{
    auto value = firstRow(std::move(rows), [](const sql::Rows &row) { return row.integer(0); });
    if (!value)
        return value.error();
    return value->value_or(0);
}

} // namespace pc::store
