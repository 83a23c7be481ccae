// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/hashpool.h"

#include <memory>
#include <utility>

namespace pc::relay::accounts {

HashPool::HashPool(HashPoolOptions options)
    : m_options(options)
{
    auto dummy = crypto::hashPassword(crypto::SecretBytes::random(32), m_options.cost);
    if (dummy)
        m_dummy = std::move(*dummy);
    for (int i = 0; i < m_options.threads; ++i)
        m_threads.emplace_back([this] { run(); });
}

HashPool::~HashPool()
{
    stop();
}

bool HashPool::verify(crypto::SecretBytes password, std::optional<QByteArray> hash, std::function<void(Verdict)> reply)
{
    // std::function copies what it holds, a secret cannot be copied: the work shares it with nobody but itself.
    auto secret = std::make_shared<crypto::SecretBytes>(std::move(password));
    return post([this, secret, hash = std::move(hash), reply = std::move(reply)] {
        Verdict verdict;
        const bool matches = crypto::verifyPassword(*secret, hash.value_or(m_dummy));
        verdict.correct = matches && hash.has_value();
        if (verdict.correct && crypto::needsRehash(*hash, m_options.cost)) {
            if (auto fresh = crypto::hashPassword(*secret, m_options.cost))
                verdict.rehashed = std::move(*fresh);
        }
        secret->clear();
        reply(std::move(verdict));
    });
}

bool HashPool::hash(crypto::SecretBytes password, std::function<void(Result<QByteArray>)> reply)
{
    auto secret = std::make_shared<crypto::SecretBytes>(std::move(password));
    return post([this, secret, reply = std::move(reply)] {
        auto made = crypto::hashPassword(*secret, m_options.cost);
        secret->clear();
        reply(std::move(made));
    });
}

bool HashPool::post(std::function<void()> work)
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

void HashPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_queue.clear();
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

void HashPool::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping)
            return;
        auto work = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        work();
        work = nullptr; // what it held goes before the next wait
        lock.lock();
    }
}

} // namespace pc::relay::accounts
