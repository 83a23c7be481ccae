// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/receipts.h"

#include "core/store/rows.h"

namespace pc::store {

Receipts::Receipts(sql::Database &database)
    : m_add(database,
        "INSERT OR IGNORE INTO receipts (conversation, revision, user, kind, up_to, at) VALUES (?, ?, ?, ?, ?, ?)")
    , m_ofMessage(database,
          "SELECT user,"
          " (SELECT min(at) FROM receipts AS r WHERE r.conversation = m.conversation AND r.user = m.user"
          "  AND r.kind = 0 AND r.up_to >= ?),"
          " (SELECT min(at) FROM receipts AS r WHERE r.conversation = m.conversation AND r.user = m.user"
          "  AND r.kind = 1 AND r.up_to >= ?)"
          " FROM members AS m WHERE m.conversation = ? AND m.present = 1 AND m.user <> ? ORDER BY m.user")
    , m_removeAbove(database, "DELETE FROM receipts WHERE conversation = ? AND revision > ?")
{
}

Result<void> Receipts::add(const ReceiptRow &receipt)
{
    return done(
        m_add.run(receipt.conversation, receipt.revision, receipt.user, receipt.kind, receipt.upTo, receipt.at));
}

Result<std::vector<chat::MemberReceipt>> Receipts::ofMessage(ConversationId conversation, Seq seq, UserId self)
{
    return allRows(m_ofMessage.query(seq, seq, conversation, self), [](const sql::Rows &row) {
        chat::MemberReceipt receipt { row.id<UserId>(0), row.optionalTime(1), row.optionalTime(2) };
        if (!receipt.deliveredAt)
            receipt.deliveredAt = receipt.readAt; // who read it has received it
        return receipt;
    });
}

Result<void> Receipts::removeAbove(ConversationId conversation, Revision revision)
{
    return done(m_removeAbove.run(conversation, revision));
}

} // namespace pc::store
