// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables of signed chains (device lists, a school's office) give: a list that its entries make, and those entries.

#pragma once

#include "core/crypto/qtbytes.h"
#include "core/sql/statement.h"

#include <vector>

namespace pc::relay::accounts {

/// Column 0 of the only row; empty bytes when there is none.
inline Result<QByteArray> onlyBytes(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    QByteArray found;
    while (rows->next())
        found = rows->bytes(0);
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

/// Column 0 of each row.
inline Result<std::vector<QByteArray>> allBytes(Result<sql::Rows> rows)
{
    if (!rows)
        return rows.error();
    std::vector<QByteArray> found;
    while (rows->next())
        found.push_back(rows->bytes(0));
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

/// An empty list when there is none. Error: Corrupt (it cannot be read).
template<typename List>
Result<List> onlyList(Result<sql::Rows> rows)
{
    const auto bytes = onlyBytes(std::move(rows));
    if (!bytes)
        return bytes.error();
    if (bytes->isEmpty())
        return List();
    auto list = List::decode(crypto::viewOf(*bytes));
    if (!list)
        return { Errc::Corrupt, QStringLiteral("a list that cannot be read") };
    return *std::move(list);
}

} // namespace pc::relay::accounts
