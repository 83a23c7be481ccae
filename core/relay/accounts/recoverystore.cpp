// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/recoverystore.h"

#include "core/sql/statement.h"

namespace pc::relay::accounts {

Result<std::optional<RecoveryRecord>> RecoveryStore::record(UserId person)
{
    sql::Statement select(
        m_database, "SELECT version, made, changed, begun, parameters, proof, blob FROM recoveries WHERE person = ?");
    auto rows = select.query(person);
    if (!rows)
        return rows.error();
    std::optional<RecoveryRecord> record;
    while (rows->next()) {
        record = RecoveryRecord { rows->integer(0), rows->time(1), rows->time(2), quint32(rows->integer(3)),
            rows->bytes(4), rows->bytes(5), rows->bytes(6) };
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return record;
}

Result<void> RecoveryStore::save(UserId person, const RecoveryRecord &record)
{
    sql::Statement save(m_database,
        "INSERT INTO recoveries (person, version, made, changed, begun, parameters, proof, blob) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, made = excluded.made, "
        "changed = excluded.changed, begun = excluded.begun, parameters = excluded.parameters, "
        "proof = excluded.proof, blob = excluded.blob");
    return sql::done(save.run(person, record.version, record.made, record.changed, qint64(record.begun),
        record.parameters, record.proofHash, record.blob));
}

Result<void> RecoveryStore::remove(UserId person)
{
    sql::Statement remove(m_database, "DELETE FROM recoveries WHERE person = ?");
    return sql::done(remove.run(person));
}

Result<RecoveryTries> RecoveryStore::tries(UserId person)
{
    sql::Statement select(m_database, "SELECT wrong, since FROM recovery_tries WHERE person = ?");
    auto rows = select.query(person);
    if (!rows)
        return rows.error();
    RecoveryTries tries;
    while (rows->next())
        tries = { rows->number(0), rows->time(1) };
    if (auto end = rows->finish(); !end)
        return end.error();
    return tries;
}

Result<void> RecoveryStore::save(UserId person, const RecoveryTries &tries)
{
    sql::Statement save(m_database,
        "INSERT INTO recovery_tries (person, wrong, since) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET wrong = excluded.wrong, since = excluded.since");
    return sql::done(save.run(person, tries.wrong, tries.since));
}

} // namespace pc::relay::accounts
