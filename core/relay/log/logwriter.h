// SPDX-License-Identifier: GPL-3.0-or-later
// LogWriter: the writing half of the log: one connection's appender, conversation changes and receipts, over one cache.
// PostgreSQL will be a second sql::Database beneath it, not a second copy of this.
//
// Thread: the writer's. Made anew whenever the connection is.

#pragma once

#include "core/relay/log/archivesweep.h"
#include "core/relay/log/classwriter.h"
#include "core/relay/log/conversationwriter.h"
#include "core/relay/log/erasure.h"
#include "core/relay/log/keydesk.h"
#include "core/relay/log/receiptwriter.h"
#include "core/relay/log/retention.h"

namespace pc::relay::log {

/// What a step of tidying came to.
struct Tidied
{
    qint64 expired = 0; ///< Entries that retention took.
    bool more = false; ///< There is more to do, now.
    bool isPassOver = false; ///< Retention has seen every conversation.
};

class LogWriter
{
public:
    /// `franking` and `clock` must outlive this.
    LogWriter(sql::Database &database, int maxMembers, const keys::FrankingKeys &franking, const Clock &clock);

    Appender &appender() { return m_appender; }
    ConversationWriter &conversations() { return m_conversations; }
    ClassWriter &classes() { return m_classes; }
    ReceiptWriter &receipts() { return m_receipts; }
    GroupWriter &groups() { return m_groups; }
    GroupCare &care() { return m_care; }
    KeyDesk &keys() { return m_keys; }
    Holds &holds() { return m_holds; }
    Retention &retention() { return m_retention; }
    ArchiveSweep &archives() { return m_archives; }
    Erasure &erasure() { return m_erasure; }

    /// Writes what was gathered in this transaction, receipts and the numbers that were taken; before it commits.
    Result<void> flush();

    /// Drops what nobody comes for, what is too old and what was erased, a bounded amount of each.
    Result<Tidied> tidy(UtcTime now);

    /// After a rollback: what was cached may not be what is stored.
    void forget();

private:
    Result<bool> giveBackRoom();

    sql::Database &m_database;
    ConversationCache m_cache;
    Appender m_appender;
    ConversationTable m_table;
    PeopleTable m_people;
    ConversationWriter m_conversations;
    ClassWriter m_classes;
    ReceiptWriter m_receipts;
    GroupTables m_groupTables;
    GroupWriter m_groups;
    GroupCare m_care;
    KeyDesk m_keys;
    Holds m_holds;
    Retention m_retention;
    ArchiveSweep m_archives;
    Erasure m_erasure;
};

/// The log's epoch: made at the first start, changed by beginLogAnew().
Result<Uuid> logEpoch(sql::Database &database, Random &random);

/// The file is to be written anew at the next start, or by ConversationLog::compact().
Result<void> wantRebuild(sql::Database &database);

/// To be called once on a database that came from a backup, before anybody writes to it: gives the log another epoch, so that
/// devices bring back what they hold of their own, and remembers where every conversation stood. In one transaction.
Result<void> beginLogAnew(sql::Database &database, UtcTime now, Random &random);

} // namespace pc::relay::log
