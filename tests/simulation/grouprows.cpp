// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/grouprows.h"

#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "tests/simulation/must.h"
#include "tests/support/testkey/testkey.h"

namespace pc::sim {

GroupRows GroupRows::read(const QString &store, ConversationId where)
{
    const auto seal = must(sql::StoreSeal::create(test::testKey()));
    const auto database = must(sql::Database::open(store, sql::OpenMode::ReadOnly, seal->sealing()));
    GroupRows taken;
    {
        sql::Statement group(*database, "SELECT epoch, nodes FROM group_epochs WHERE conversation = ?");
        auto rows = must(group.query(where));
        if (!rows.next())
            return taken;
        taken.epoch = rows.bytes(0);
        taken.nodes = rows.bytes(1);
    }
    sql::Statement senders(*database, "SELECT leaf, ratchets FROM group_senders WHERE conversation = ?");
    auto rows = must(senders.query(where));
    while (rows.next())
        taken.senders.emplace(rows.integer(0), rows.bytes(1));
    return taken;
}

void GroupRows::putBack(const QString &store, ConversationId where) const
{
    const auto seal = must(sql::StoreSeal::create(test::testKey()));
    const auto database = must(sql::Database::open(store, sql::OpenMode::ReadWrite, seal->sealing()));
    sql::Statement group(*database, "UPDATE group_epochs SET nodes = ? WHERE conversation = ?");
    must(group.run(nodes, where));
    sql::Statement remove(*database, "DELETE FROM group_senders WHERE conversation = ?");
    must(remove.run(where));
    sql::Statement add(*database, "INSERT INTO group_senders(conversation, leaf, ratchets) VALUES(?, ?, ?)");
    for (const auto &[leaf, ratchets] : senders)
        must(add.run(where, leaf, ratchets));
}

} // namespace pc::sim
