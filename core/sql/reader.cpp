// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/reader.h"

#include "core/sql/database.h"

#include <future>
#include <utility>

namespace pc::sql {

Result<std::unique_ptr<Reader>> Reader::start(const QString &path, Hooks hooks, int queue)
{
    auto reader = std::unique_ptr<Reader>(new Reader(queue));
    auto started = std::make_shared<std::promise<Result<void>>>();
    auto outcome = started->get_future();
    reader->m_thread = std::thread([raw = reader.get(), path, hooks = std::move(hooks), started] {
        auto database = Database::open(path, OpenMode::Beside);
        if (!database) {
            started->set_value(database.error());
            return;
        }
        if (hooks.opened)
            hooks.opened(**database);
        started->set_value({});
        raw->run(**database);
        if (hooks.closing)
            hooks.closing();
    });
    if (auto result = outcome.get(); !result)
        return result.error();
    return reader;
}

Reader::~Reader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_queue.clear();
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

bool Reader::post(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || int(m_queue.size()) >= m_limit)
            return false;
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

void Reader::run(Database &database)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping)
            return;
        Work work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        work(database);
        lock.lock();
    }
}

} // namespace pc::sql
