// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/writer.h"

#include "core/base/log.h"
#include "core/sql/database.h"
#include "core/sql/sqlerror.h"
#include "core/sql/transaction.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <utility>

namespace pc::sql {

namespace {

constexpr size_t kMostChores = 64;

class FunctionJob final : public WriteJob
{
public:
    FunctionJob(Writer::Work work, Writer::Done done)
        : m_work(std::move(work))
        , m_done(std::move(done))
    {
    }

    Result<void> run(Database &database) override { return m_work(database); }
    void done(const Result<void> &result) override { m_done(result); }

private:
    Writer::Work m_work;
    Writer::Done m_done;
};

} // namespace

Writer::Writer(Opener opener, Hooks hooks, const Clock &clock, WriterOptions options)
    : m_opener(std::move(opener))
    , m_hooks(std::move(hooks))
    , m_clock(clock)
    , m_options(options)
{
}

Result<std::unique_ptr<Writer>> Writer::start(Opener opener, Hooks hooks, const Clock &clock, WriterOptions options)
{
    auto writer = std::unique_ptr<Writer>(new Writer(std::move(opener), std::move(hooks), clock, options));
    if (!options.ownThread) {
        if (auto opened = writer->openDatabase(); !opened)
            return opened.error();
        writer->m_healthy = true;
        return writer;
    }
    auto started = std::make_shared<std::promise<Result<void>>>();
    auto outcome = started->get_future();
    writer->m_thread = std::thread([raw = writer.get(), started] {
        raw->run([started](Result<void> result) { started->set_value(std::move(result)); });
    });
    if (auto result = outcome.get(); !result)
        return result.error();
    return writer;
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    else if (m_database)
        closeDatabase();
}

bool Writer::post(std::unique_ptr<WriteJob> &job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || int(m_queue.size()) >= m_options.queue)
            return false;
        m_queue.push_back({ std::move(job), {} });
        if (m_queue.size() > 1)
            return true; // somebody has woken it already
    }
    m_wake.notify_one();
    return true;
}

bool Writer::post(Work work, Done done)
{
    std::unique_ptr<WriteJob> job = std::make_unique<FunctionJob>(std::move(work), std::move(done));
    return post(job);
}

bool Writer::postApart(Work work, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_chores.size() >= kMostChores)
            return false;
        m_chores.emplace_back(std::move(work), std::move(done));
    }
    m_wake.notify_one();
    return true;
}

qsizetype Writer::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_queue.size());
}

void Writer::distrust(const Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_distrust = error;
    }
    m_wake.notify_one();
}

void Writer::run(std::function<void(Result<void>)> started)
{
    auto opened = openDatabase();
    m_healthy = opened.ok();
    const bool ok = opened.ok();
    started(std::move(opened));
    if (!ok)
        return;
    std::vector<Job> batch;
    while (takeBatch(batch)) {
        process(batch);
        batch.clear();
        runChores();
    }
    closeDatabase();
}

bool Writer::turn()
{
    std::vector<Job> batch;
    {
        const std::lock_guard lock(m_mutex);
        const bool isRetryDue = !m_healthy && m_clock.monotonicNow() >= m_nextRetry;
        if (m_queue.empty() && m_chores.empty() && !m_distrust && !isRetryDue)
            return false;
        moveBatch(batch);
    }
    process(batch);
    runChores();
    return true;
}

bool Writer::takeBatch(std::vector<Job> &batch)
{
    std::unique_lock lock(m_mutex);
    const auto ready = [this] { return m_stopping || m_distrust || !m_queue.empty() || !m_chores.empty(); };
    if (m_healthy) {
        m_wake.wait(lock, ready);
    } else if (!m_wake.wait_for(lock, std::max(Milliseconds { 0 }, m_nextRetry - m_clock.monotonicNow()), ready)) {
        return true; // an empty batch: time to try the file again
    }
    moveBatch(batch);
    return !batch.empty() || !m_chores.empty() || !m_stopping;
}

void Writer::moveBatch(std::vector<Job> &batch)
{
    if (int(m_queue.size()) <= m_options.batch) {
        batch.swap(m_queue);
    } else {
        const auto end = m_queue.begin() + m_options.batch;
        batch.assign(std::make_move_iterator(m_queue.begin()), std::make_move_iterator(end));
        m_queue.erase(m_queue.begin(), end);
    }
}

void Writer::process(std::vector<Job> &batch)
{
    heedDistrust();
    if (!m_healthy)
        tryToRecover();
    if (batch.empty())
        return;
    if (m_healthy) {
        const MonoTime begin = m_clock.monotonicNow();
        bool refused = false;
        auto outcome = runShared(batch, refused);
        if (refused)
            outcome = runApart(batch);
        if (!outcome)
            enterFailed(outcome.error());
        else if (m_hooks.committed)
            m_hooks.committed(batch.size(), m_clock.monotonicNow() - begin);
    }
    if (!m_healthy) {
        for (Job &job : batch)
            job.result = m_failure;
    }
    for (Job &job : batch)
        job.work->done(job.result);
    if (m_hooks.batchCommitted)
        m_hooks.batchCommitted();
    careForLog(batch.size());
}

/// Behind the answers: those whose works are on the disk do not wait for it.
void Writer::careForLog(size_t works)
{
    const int bound = int(works) < m_options.fewWorks ? m_options.calmLogPages : m_options.logPages;
    if (!m_healthy || m_database->logPages() < bound)
        return;
    if (auto moved = m_database->moveLog(); !moved)
        enterFailed(moved.error());
}

/// The fast way: all works in one transaction, without savepoints. When one refuses, all are undone, and `refused` asks
/// for the slow way.
Result<void> Writer::runShared(std::vector<Job> &batch, bool &refused)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    for (Job &job : batch) {
        job.result = job.work->run(*m_database);
        if (job.result)
            continue;
        transaction->rollback();
        undone();
        if (isStoreFailure(job.result.code()))
            return job.result.error();
        refused = true;
        return {};
    }
    return commit(*transaction);
}

Result<void> Writer::runApart(std::vector<Job> &batch)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    for (Job &job : batch) {
        if (auto fatal = runOneApart(job); !fatal) {
            transaction->rollback();
            undone();
            return fatal;
        }
    }
    return commit(*transaction);
}

/// Fails only when the whole batch must.
Result<void> Writer::runOneApart(Job &job)
{
    auto part = Savepoint::begin(*m_database);
    if (!part)
        return part.error();
    job.result = job.work->run(*m_database);
    if (job.result)
        job.result = settle();
    if (job.result)
        return part->release();
    undone();
    if (isStoreFailure(job.result.code()))
        return job.result.error();
    return {};
}

void Writer::runChores()
{
    std::vector<std::pair<Work, Done>> chores;
    {
        const std::lock_guard lock(m_mutex);
        chores.swap(m_chores);
    }
    for (const auto &[work, done] : chores) {
        Result<void> result = m_failure;
        if (m_healthy) {
            result = work(*m_database);
            if (!result && isStoreFailure(result.code()))
                enterFailed(result.error());
        }
        done(result);
    }
    if (!chores.empty() && m_hooks.batchCommitted)
        m_hooks.batchCommitted();
}

Result<void> Writer::settle()
{
    return m_hooks.beforeCommit ? m_hooks.beforeCommit(*m_database) : Result<void>();
}

Result<void> Writer::commit(Transaction &transaction)
{
    auto committed = settle();
    if (committed)
        committed = transaction.commit();
    if (!committed) {
        transaction.rollback();
        undone();
    }
    return committed;
}

void Writer::undone()
{
    if (m_hooks.rolledBack)
        m_hooks.rolledBack();
}

Result<void> Writer::openDatabase()
{
    auto opened = m_opener();
    if (!opened)
        return opened.error();
    m_database = std::move(*opened);
    m_database->moveLogByHand();
    if (m_hooks.opened)
        m_hooks.opened(*m_database);
    return {};
}

void Writer::closeDatabase()
{
    if (m_hooks.closing)
        m_hooks.closing();
    m_database.reset();
}

void Writer::heedDistrust()
{
    std::optional<Error> error;
    {
        const std::lock_guard lock(m_mutex);
        error = std::exchange(m_distrust, std::nullopt);
    }
    if (error && m_healthy)
        enterFailed(*error);
}

void Writer::enterFailed(const Error &error)
{
    qCCritical(lcSql) << "the store cannot be written:" << error.detail;
    setFailure({ isStoreFailure(error.code) ? error.code : Errc::Disk, error.detail });
    m_healthy = false;
    m_nextRetry = m_clock.monotonicNow() + m_options.retryAfter;
    if (m_hooks.health)
        m_hooks.health(m_failure);
}

void Writer::setFailure(const Error &error)
{
    m_failure = error;
    m_trouble = error.code;
}

void Writer::tryToRecover()
{
    if (m_clock.monotonicNow() < m_nextRetry)
        return;
    m_nextRetry = m_clock.monotonicNow() + m_options.retryAfter;
    if (m_failure.code == Errc::Corrupt)
        return;
    // After a failed sync the kernel may hold log pages that it believes are written. Moving the whole log into the
    // database file writes them again; only then may anything be acknowledged.
    closeDatabase();
    if (auto opened = openDatabase(); !opened) {
        setFailure(opened.error());
        return;
    }
    if (auto moved = m_database->checkpoint(); !moved && moved.code() != Errc::Locked) {
        setFailure(moved.error());
        return;
    }
    m_healthy = true;
    qCWarning(lcSql) << "the store can be written again";
    if (m_hooks.health)
        m_hooks.health({});
}

} // namespace pc::sql
