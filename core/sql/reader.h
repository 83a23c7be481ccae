// SPDX-License-Identifier: GPL-3.0-or-later
// Reader: a thread with a connection that only reads, beside the writer. Answers come on its thread.

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

class Reader
{
public:
    using Work = std::function<void(Database &)>;

    struct Hooks
    {
        std::function<void(Database &)> opened; ///< On the reader's thread, once: prepare statements.
        std::function<void()> closing;
    };

    /// Fails when the file cannot be opened. At most `queue` works wait.
    static Result<std::unique_ptr<Reader>> start(const QString &path, Hooks hooks, int queue = 10'000);

    /// Drops what is queued and closes the connection; before the writer goes.
    ~Reader();

    /// Any thread. False when the queue is full or this is stopping.
    [[nodiscard]] bool post(Work work);

private:
    explicit Reader(int queue)
        : m_limit(queue)
    {
    }

    void run(Database &database);

    int m_limit;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace pc::sql
