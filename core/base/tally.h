// SPDX-License-Identifier: GPL-3.0-or-later
// What one thread counts and any thread reads, without a lock and without an atomic addition: the counting thread alone
// changes it, so a plain load and a plain store are enough.

#pragma once

#include "core/base/time.h"

#include <array>
#include <atomic>

namespace pc {

class Tally
{
public:
    void add(qint64 more) { m_value.store(value() + more, std::memory_order_relaxed); }
    Tally &operator++()
    {
        add(1);
        return *this;
    }
    Tally &operator--()
    {
        add(-1);
        return *this;
    }

    qint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value { 0 };
};

/// How long something took, counted by bounds.
class DurationTally
{
public:
    static constexpr std::array<Milliseconds::rep, 13> kBounds { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000, 2'000,
        5'000, 10'000 };

    void add(Milliseconds took)
    {
        std::size_t bucket = 0;
        while (bucket < kBounds.size() && took.count() > kBounds[bucket])
            ++bucket;
        ++m_buckets[bucket];
        m_sum.add(took.count());
    }

    /// How many took at most kBounds[bucket], and more than the bound before; the last one is what took longer than all.
    qint64 in(std::size_t bucket) const { return m_buckets[bucket].value(); }

    Milliseconds sum() const { return Milliseconds { m_sum.value() }; }

private:
    std::array<Tally, kBounds.size() + 1> m_buckets;
    Tally m_sum;
};

} // namespace pc
