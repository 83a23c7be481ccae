// SPDX-License-Identifier: GPL-3.0-or-later
// Writer: the thread that owns a file's one writing connection. What queues up while one transaction is being synced
// goes into the next one together (group commit), so throughput grows with load and nothing is answered before it is
// on the disk.
//
//   Running ──a commit or the file fails──▶ Failed ──reopened and checkpointed──▶ Running
//
// In Failed every work is answered with the failure and nothing is written; reads elsewhere go on. A damaged file does not
// heal: after Corrupt it stays so until the program is started anew.
//
// A simulation has no threads: there the same is done within turn(), and nothing happens in between.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace pc::sql {

class Database;
class Transaction;

struct WriterOptions
{
    int batch = 1'000; ///< Works in one transaction at most: more a sync, fewer pages a message, longer waits.
    int queue = 20'000; ///< Works waiting at most; more are refused.
    int logPages
        = 4'000; ///< How far the log grows before it is moved into the file: more a move, longer waits behind it.
    int calmLogPages = 1'000; ///< The same after a batch of few works, when latency counts more than throughput.
    int fewWorks = 64;
    Milliseconds retryAfter { 5'000 }; ///< Between attempts to leave Failed.
    bool ownThread = true; ///< Else all is done by turn(), and what waits at the end is dropped.
};

/// One thing to be written. Runs inside a transaction on the writer's thread; it may run twice, the first time undone.
class WriteJob
{
public:
    virtual ~WriteJob() = default;

    /// An error undoes this job alone, and is handed to done().
    virtual Result<void> run(Database &database) = 0;

    /// Once, on the writer's thread: it is on the disk, or why it is not.
    virtual void done(const Result<void> &result) = 0;
};

class Writer
{
public:
    /// Opens and migrates; also what makes the connection anew after a failure. Runs on the writer's thread.
    using Opener = std::function<Result<std::unique_ptr<Database>>()>;

    /// Runs inside a transaction on the writer's thread. An error undoes this work alone, and is handed to Done.
    using Work = std::function<Result<void>(Database &)>;

    /// Called on the writer's thread when the work is on the disk, or why it is not.
    using Done = std::function<void(const Result<void> &)>;

    struct Hooks
    {
        /// Before each commit, and after each work that runs apart: writes what the works left to be written once.
        std::function<Result<void>(Database &)> beforeCommit;
        std::function<void()> batchCommitted; ///< All Done of a batch have been called: publish them together.
        std::function<void(size_t works, Milliseconds took)> committed; ///< A batch reached the disk.
        std::function<void()> rolledBack; ///< Works have run whose effects are gone: drop what was cached of them.
        std::function<void(Database &)> opened; ///< A new connection: make prepared statements anew.
        std::function<void()> closing; ///< The connection goes: drop every statement on it.
        std::function<void(const Result<void> &)> health; ///< Left or re-entered Running.
    };

    /// `clock` outlives this and is read on the writer's thread.
    static Result<std::unique_ptr<Writer>> start(
        Opener opener, Hooks hooks, const Clock &clock, WriterOptions options = {});

    /// Finishes what is queued, then closes the connection.
    ~Writer();

    /// Any thread. False when the queue is full or this is stopping: nothing will be called, and `job` stays the caller's.
    [[nodiscard]] bool post(std::unique_ptr<WriteJob> &job);

    /// The same for what comes seldom.
    [[nodiscard]] bool post(Work work, Done done);

    /// Between two transactions instead of within one, for what can only be done there; everything else waits as long.
    [[nodiscard]] bool postApart(Work work, Done done);

    /// Any thread: somebody else found the file unfit, such as a reader that met damage. Nothing more is written.
    void distrust(const Error &error);

    /// Any thread: works that wait.
    qsizetype waiting() const;

    /// Any thread: whether commits reach the disk.
    bool isHealthy() const { return m_healthy.load(); }

    /// Any thread: why not, when they do not.
    Errc trouble() const { return m_trouble.load(); }

    /// Without a thread of its own: writes one batch, or tries a failed file again where that is due. False when there was
    /// nothing to do.
    bool turn();

private:
    struct Job
    {
        std::unique_ptr<WriteJob> work;
        Result<void> result;
    };

    Writer(Opener opener, Hooks hooks, const Clock &clock, WriterOptions options);

    void run(std::function<void(Result<void>)> started);
    bool takeBatch(std::vector<Job> &batch);
    void moveBatch(std::vector<Job> &batch);
    void process(std::vector<Job> &batch);
    Result<void> runShared(std::vector<Job> &batch, bool &refused);
    Result<void> runApart(std::vector<Job> &batch);
    Result<void> runOneApart(Job &job);
    void runChores();
    Result<void> settle();
    Result<void> commit(Transaction &transaction);
    void undone();
    void careForLog(size_t works);
    Result<void> openDatabase();
    void closeDatabase();
    void heedDistrust();
    void enterFailed(const Error &error);
    void setFailure(const Error &error);
    void tryToRecover();

    Opener m_opener;
    Hooks m_hooks;
    const Clock &m_clock;
    WriterOptions m_options;
    std::unique_ptr<Database> m_database;
    Error m_failure;
    MonoTime m_nextRetry {};
    std::atomic<bool> m_healthy { false };
    std::atomic<Errc> m_trouble { Errc::Disk };

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Job> m_queue;
    std::vector<std::pair<Work, Done>> m_chores; ///< Of postApart().
    std::optional<Error> m_distrust;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace pc::sql
