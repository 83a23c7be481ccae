// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/reader.h"

#include "core/sql/database.h"

#include <future>
#include <utility>

namespace pc::sql {

Reader::Reader(Hooks hooks, ReaderOptions options)
    : m_hooks(std::move(hooks))
    , m_options(options)
{
}

Result<std::unique_ptr<Reader>> Reader::start(const QString &path, Hooks hooks, ReaderOptions options)
{
    auto reader = std::unique_ptr<Reader>(new Reader(std::move(hooks), options));
    if (!options.ownThread) {
        if (auto opened = reader->open(path); !opened)
            return opened.error();
        return reader;
    }
    auto started = std::make_shared<std::promise<Result<void>>>();
    auto outcome = started->get_future();
    reader->m_thread = std::thread([raw = reader.get(), path, started] {
        auto opened = raw->open(path);
        const bool isOpen = opened.ok();
        started->set_value(std::move(opened));
        if (!isOpen)
            return;
        raw->run();
        raw->close();
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
    else if (m_database)
        close();
}

Result<void> Reader::open(const QString &path)
{
    auto database = Database::open(path, OpenMode::Beside);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    if (m_hooks.opened)
        m_hooks.opened(*m_database);
    return {};
}

void Reader::close()
{
    if (m_hooks.closing)
        m_hooks.closing();
    m_database.reset();
}

bool Reader::post(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || int(m_queue.size()) >= m_options.queue)
            return false;
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

bool Reader::turn()
{
    Work work;
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.empty())
            return false;
        work = std::move(m_queue.front());
        m_queue.pop_front();
    }
    work(*m_database);
    return true;
}

void Reader::run()
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_stopping)
                return;
        }
        turn();
    }
}

} // namespace pc::sql
