// SPDX-License-Identifier: GPL-3.0-or-later
// Store: the relay's one database file with its threads: a writer, a reader, and the log over both. Accounts use the same
// two threads, so that who may write and what was written change together.

#pragma once

#include "core/base/tally.h"
#include "core/relay/log/conversationlog.h"
#include "core/sql/reader.h"
#include "core/sql/writer.h"

#include <memory>

namespace pc::relay {

struct StoreOptions
{
    QString path;
    int batch = sql::WriterOptions().batch;
    int queue = 20'000;
    Milliseconds retryAfter = sql::WriterOptions().retryAfter; ///< Between attempts to write again after a failure.
    bool ownThreads = true; ///< Else writer and reader work by their turn() alone, as in a simulation.
    log::ConversationLog::Options log;
};

/// Counted on the writer's thread; any thread may read them.
struct StoreCounters
{
    Tally commits;
    Tally works; ///< Messages, receipts, requests: all that was written.
    DurationTally commit;
    Tally failures; ///< How often the store became unfit to be written.
};

class Store
{
public:
    /// Opens and migrates the file. Errors: Locked, NewerVersion, Corrupt, DiskFull, Disk.
    static Result<std::unique_ptr<Store>> open(const StoreOptions &options, Clock &clock, Random &random);

    /// Tells a file that was put in place from a backup so, before a relay serves it (log::beginLogAnew()). Errors as open().
    static Result<void> markRestored(const QString &path, const Clock &clock, Random &random);

    /// Takes whoever stands in the list out of a file that was put in place from a backup. open() does it too.
    static Result<void> reapplyErasures(const QString &path, const log::ErasureList &list, Clock &clock);

    /// The schema that open() brings a file to.
    static int newestSchema();

    ~Store();

    sql::Writer &writer() { return *m_writer; }
    sql::Reader &reader() { return *m_reader; }
    log::ConversationLog &log() { return m_log; }
    Uuid logEpoch() const { return m_epoch; }
    const StoreCounters &counters() const { return m_counters; }
    const QString &path() const { return m_path; }

    /// Answers what waits and closes the file; nothing is called afterwards.
    void close();

private:
    Store(Clock &clock, log::ConversationLog::Options options)
        : m_log(clock, std::move(options))
    {
    }

    Result<void> startWriter(const StoreOptions &options, const Clock &clock, Random &random);
    Result<void> startReader(const StoreOptions &options);

    QString m_path;
    StoreCounters m_counters;
    log::ConversationLog m_log;
    Uuid m_epoch;
    std::unique_ptr<sql::Writer> m_writer;
    std::unique_ptr<sql::Reader> m_reader;
};

} // namespace pc::relay
