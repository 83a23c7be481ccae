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
    , m_wait(database,
          "INSERT INTO waiting_receipts (conversation, user, kind, device, up_to, revision, at, proof)"
          " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8"
          " WHERE (SELECT count(*) FROM waiting_receipts WHERE conversation = ?1) < ?9"
          " ON CONFLICT DO UPDATE SET up_to = excluded.up_to, revision = excluded.revision, at = excluded.at,"
          " proof = excluded.proof WHERE excluded.up_to > up_to")
    , m_waiting(database,
          "SELECT user, kind, device, up_to, revision, at, proof FROM waiting_receipts WHERE conversation = ?"
          " ORDER BY revision")
    , m_endWait(
          database, "DELETE FROM waiting_receipts WHERE conversation = ? AND user = ? AND kind = ? AND device = ?")
    , m_removeAbove(database, "DELETE FROM receipts WHERE conversation = ? AND revision > ?")
    , m_removeWaitingAbove(
          database, "DELETE FROM waiting_receipts WHERE conversation = ? AND (up_to > ? OR revision > ?)")
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

Result<void> Receipts::wait(const WaitingReceipt &waiting)
{
    const ReceiptRow &receipt = waiting.receipt;
    return done(m_wait.run(receipt.conversation, receipt.user, receipt.kind, waiting.device, receipt.upTo,
        receipt.revision, receipt.at, waiting.proof, kMostWaitingReceipts));
}

Result<std::vector<WaitingReceipt>> Receipts::waiting(ConversationId conversation)
{
    return allRows(m_waiting.query(conversation), [conversation](const sql::Rows &row) {
        return WaitingReceipt { { conversation, Revision { row.integer(4) }, row.id<UserId>(0),
                                    chat::ReceiptKind(row.number(1)), row.seq(3), row.time(5) },
            row.id<DeviceId>(2), row.bytes(6) };
    });
}

Result<void> Receipts::endWait(const WaitingReceipt &waiting)
{
    const ReceiptRow &receipt = waiting.receipt;
    return done(m_endWait.run(receipt.conversation, receipt.user, receipt.kind, waiting.device));
}

Result<void> Receipts::removeAbove(ConversationId conversation, Seq seq, Revision revision)
{
    if (auto removed = m_removeAbove.run(conversation, revision); !removed)
        return removed.error();
    return done(m_removeWaitingAbove.run(conversation, seq, revision));
}

} // namespace pc::store
