// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/expiry.h"

#include "core/store/order.h"
#include "core/store/rows.h"

#include <algorithm>
#include <limits>

namespace pc::store {

namespace {

struct Oldest
{
    Seq seq;
    UtcTime time;
};

} // namespace

Expiry::Expiry(sql::Database &database, HeldRanges &held)
    // 2305843009213693952 = 2^61, see order.h
    : m_due(database,
        "SELECT c.id FROM conversations c WHERE (SELECT m.time FROM messages m WHERE m.conversation = c.id"
        " AND m.order_key < 2305843009213693952 ORDER BY m.order_key LIMIT 1) < ?")
    , m_oldest(database,
          "SELECT order_key, time FROM messages WHERE conversation = ? AND order_key <= ? ORDER BY order_key LIMIT ?")
    , m_bounds(database,
          "SELECT c.first, g.cursor FROM conversations c LEFT JOIN groups g ON g.conversation = c.id WHERE c.id = ?")
    , m_remove(database, "DELETE FROM messages WHERE conversation = ? AND order_key <= ?")
    , m_removeReceipts(database, "DELETE FROM receipts WHERE conversation = ? AND up_to <= ?")
    , m_removeWaiting(database, "DELETE FROM waiting_receipts WHERE conversation = ? AND up_to <= ?")
    , m_held(held)
{
}

Result<std::vector<ConversationId>> Expiry::due(UtcTime before)
{
    return allRows(m_due.query(before), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

Result<Expired> Expiry::drop(ConversationId conversation, UtcTime before, int most)
{
    // What the group has not come to waits for it elsewhere, and would come back.
    auto bounds = firstRow(m_bounds.query(conversation), [](const sql::Rows &row) {
        return Range { row.seq(0), row.isNull(1) ? Seq { kForgottenBase - 1 } : row.seq(1) };
    });
    if (!bounds)
        return bounds.error();
    Expired expired;
    if (!*bounds)
        return expired;
    auto rows = allRows(m_oldest.query(conversation, (*bounds)->last, most), [](const sql::Rows &row) {
        return Oldest { row.seq(0), row.time(1) };
    });
    if (!rows)
        return rows.error();
    const auto end = std::ranges::find_if(*rows, [before](const Oldest &row) { return row.time >= before; });
    if (end == rows->begin())
        return expired;
    expired.messages = int(end - rows->begin());
    const Seq last = std::prev(end)->seq;
    expired.range = { std::min((*bounds)->first, rows->front().seq), last };
    if (auto removed = m_remove.run(conversation, last); !removed)
        return removed.error();
    if (auto removed = m_removeReceipts.run(conversation, last); !removed)
        return removed.error();
    if (auto removed = m_removeWaiting.run(conversation, last); !removed)
        return removed.error();
    if (auto held = m_held.expire(conversation, expired.range); !held)
        return held.error();
    return expired;
}

} // namespace pc::store
