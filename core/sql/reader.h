// SPDX-License-Identifier: GPL-3.0-or-later
// Reader: a thread with a connection that only reads, beside the writer. Answers come on its thread. A simulation has no
// threads: there works are done within turn().

#pragma once

#include "core/base/result.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace pc::sql {

class Database;

struct ReaderOptions
{
    int queue = 10'000; ///< Works waiting at most; more are refused.
    bool ownThread = true; ///< Else all is done by turn().
};

class Reader
{
public:
    using Work = std::function<void(Database &)>;

    struct Hooks
    {
        std::function<void(Database &)> opened; ///< On the reader's thread, once: prepare statements.
        std::function<void()> closing;
    };

    /// Fails when the file cannot be opened.
    static Result<std::unique_ptr<Reader>> start(const QString &path, Hooks hooks, ReaderOptions options = {});

    /// Drops what is queued and closes the connection; before the writer goes.
    ~Reader();

    /// Any thread. False when the queue is full or this is stopping.
    [[nodiscard]] bool post(Work work);

    /// Without a thread of its own: does what waits longest. False when nothing does.
    bool turn();

private:
    Reader(Hooks hooks, ReaderOptions options);

    Result<void> open(const QString &path);
    void close();
    void run();

    Hooks m_hooks;
    ReaderOptions m_options;
    std::unique_ptr<Database> m_database;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace pc::sql
