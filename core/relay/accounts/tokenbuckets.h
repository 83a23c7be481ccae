// SPDX-License-Identifier: GPL-3.0-or-later
// TokenBuckets: many rate limits of one kind, told apart by key (an account, an address). Bounded: a flood of new keys
// drops those that have not been used for longest, and full ones first.
//
// Thread: any.

#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QHash>

#include <mutex>

namespace pc::relay::accounts {

struct BucketRate
{
    int burst = 10; ///< That many at once.
    Milliseconds refill { 1'000 }; ///< Then one each.
    int keys = 20'000; ///< Remembered at most.

    bool operator==(const BucketRate &) const = default;
};

class TokenBuckets
{
public:
    TokenBuckets(BucketRate rate, const Clock &clock)
        : m_rate(rate)
        , m_clock(clock)
    {
    }

    /// Takes one token; false when the bucket is empty.
    [[nodiscard]] bool take(const QByteArray &key);

    /// From now on; tokens that were taken cost what they did.
    void setRate(BucketRate rate);

    BucketRate rate() const;

    qsizetype size() const;

private:
    struct Bucket
    {
        /// When the bucket will be full again; a token costs one refill. (GCRA: one number holds it all.)
        MonoTime full {};
    };

    void makeRoom(MonoTime now);

    BucketRate m_rate;
    const Clock &m_clock;
    mutable std::mutex m_mutex;
    QHash<QByteArray, Bucket> m_buckets;
};

/// What one network counts as: an IPv4 address, or the /64 of an IPv6 address, which is what one household gets.
QByteArray networkOf(const QString &address);

} // namespace pc::relay::accounts
