// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/personalrows.h"

#include "core/relay/accounts/accountsjson.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"

namespace pc::relay::log {

namespace {

constexpr qsizetype kIdBytes = 16;

QJsonValue valueOf(const sql::Rows &rows, int column, const QString &name)
{
    switch (rows.type(column)) {
    case sql::ColumnType::Null:
        break;
    case sql::ColumnType::Integer:
    case sql::ColumnType::Real:
        if (name.endsWith(QLatin1StringView("_at")))
            return accounts::timeText(rows.time(column));
        return rows.integer(column);
    case sql::ColumnType::Text:
        return rows.text(column);
    case sql::ColumnType::Bytes:
        const QByteArray bytes = rows.bytes(column);
        const auto id = bytes.size() == kIdBytes ? idFromBytes<UserId>(bytes) : std::nullopt;
        return id ? id->raw().toString() : QString::fromLatin1(bytes.toBase64());
    }
    return QJsonValue::Null;
}

Result<void> readTable(sql::Database &database, const PersonalTable &table, UserId person, const TakeRow &take)
{
    sql::Statement select(database, *table.select);
    auto rows = select.query(person);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        QJsonObject row;
        for (int column = 0; column < rows->columns(); ++column) {
            const QString name = rows->columnName(column);
            row.insert(name, valueOf(*rows, column, name));
        }
        if (auto taken = take(table, row); !taken)
            return taken;
    }
    return rows->finish();
}

} // namespace

Result<void> readPersonalRows(sql::Database &database, UserId person, const TakeRow &take)
{
    if (auto begun = database.execute("BEGIN"); !begun)
        return begun;
    auto known = accounts::PeopleStore(database).person(person);
    Result<void> done = known ? Result<void>() : Result<void>(known.error());
    for (const PersonalTable &table : personalTables()) {
        if (done && table.select)
            done = readTable(database, table, person, take);
    }
    auto ended = database.execute("COMMIT"); // nothing was written
    return done ? ended : done;
}

} // namespace pc::relay::log
