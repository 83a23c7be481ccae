// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: takes out of every conversation what is older than its school keeps, from the oldest entry on: what is left of a
// log begins at conversations.oldest, and readers are told so. Numbers go on, none is used again.
//
// A bounded number of entries a step; a pass goes over all conversations, then the next one begins. What a hold covers stays.
// Days are whole: on one day a conversation is cut once, however often it is looked at.
//
// Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/relay/log/holds.h"
#include "core/sql/statement.h"

#include <map>

namespace pc::relay::log {

/// What was said before then is older than so many days: the beginning of a day.
UtcTime keptSince(UtcTime now, int days);

/// What a step took.
struct Swept
{
    qint64 entries = 0;
    bool more = false; ///< The pass is not at its end.
};

class Retention
{
public:
    /// Looked at in one step, and taken at most.
    static constexpr int kConversationsAtOnce = 200;
    static constexpr int kEntriesAtOnce = 500;
    static constexpr int kReceiptsAtOnce = 2'000; ///< Of one conversation: they are short.

    /// `holds` must outlive this.
    Retention(sql::Database &database, Holds &holds);

    /// The next step, with a line in the audit log for each school that it took something of.
    Result<Swept> sweep(UtcTime now);

    /// The pass begins anew.
    void forget() { m_after = 0; }

private:
    struct Due
    {
        qint64 row = 0;
        SchoolId school;
        Seq oldest;
        Seq head;
        UtcTime before;
    };

    /// What is too old in one conversation, as far as one step goes.
    struct Old
    {
        Seq last; ///< Of the entries.
        Revision lastReceipt; ///< Of the steps of watermarks that were made before what is left was said.
        int entries = 0;
        int receipts = 0;
    };

    Result<std::vector<Due>> look(UtcTime now);
    Result<Old> find(const Due &due, int most);
    Result<Old> cut(const Due &due, int most);

    sql::Database &m_database;
    Holds &m_holds;
    qint64 m_after = 0; ///< The conversation row that this pass has come to.
    sql::Statement m_look;
    sql::Statement m_entries;
    sql::Statement m_delete;
    sql::Statement m_raise;
    sql::Statement m_receipts;
    sql::Statement m_deleteReceipts;
};

} // namespace pc::relay::log
