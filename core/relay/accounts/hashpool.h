// SPDX-License-Identifier: GPL-3.0-or-later
// HashPool: the few threads that may spend a tenth of a second on a password. Its queue is short on purpose: beyond it,
// signing in is refused with "try again", and chat goes on undisturbed.

#pragma once

#include "core/base/result.h"
#include "core/crypto/passwordhash.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace pc::relay::accounts {

struct HashPoolOptions
{
    int threads = 1;
    int queue = 64;
    crypto::PasswordCost cost = crypto::kInteractiveCost;

    bool operator==(const HashPoolOptions &) const = default;
};

class HashPool
{
public:
    explicit HashPool(HashPoolOptions options = {});
    ~HashPool();

    struct Verdict
    {
        bool correct = false;
        std::optional<QByteArray> rehashed; ///< Correct, but the stored hash was made at another cost.
    };

    /// Compares `password` with `hash`. Without a hash (nobody of that name) the same work is done on a hash that nothing
    /// matches. The answer comes on a thread of the pool. False when the queue is full: nothing will be called.
    [[nodiscard]] bool verify(
        crypto::SecretBytes password, std::optional<QByteArray> hash, std::function<void(Verdict)> reply);

    [[nodiscard]] bool hash(crypto::SecretBytes password, std::function<void(Result<QByteArray>)> reply);

    /// Drops what waits and ends the threads; nothing is called afterwards, and everything is refused.
    void stop();

private:
    [[nodiscard]] bool post(std::function<void()> work);
    void run();

    const HashPoolOptions m_options;
    QByteArray m_dummy; ///< A hash of nobody's password at today's cost.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace pc::relay::accounts
