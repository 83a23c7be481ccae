// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/tokenbuckets.h"

#include <QHostAddress>

#include <algorithm>

namespace pc::relay::accounts {

bool TokenBuckets::take(const QByteArray &key)
{
    const MonoTime now = m_clock.monotonicNow();
    const std::lock_guard lock(m_mutex);
    auto bucket = m_buckets.find(key);
    if (bucket == m_buckets.end()) {
        makeRoom(now);
        bucket = m_buckets.insert(key, { now });
    }
    const MonoTime full = std::max(bucket->full, now) + m_rate.refill;
    if (full - now > m_rate.refill * m_rate.burst)
        return false;
    bucket->full = full;
    return true;
}

void TokenBuckets::setRate(BucketRate rate)
{
    const std::lock_guard lock(m_mutex);
    m_rate = rate;
}

BucketRate TokenBuckets::rate() const
{
    const std::lock_guard lock(m_mutex);
    return m_rate;
}

qsizetype TokenBuckets::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_buckets.size();
}

void TokenBuckets::makeRoom(MonoTime now)
{
    if (m_buckets.size() < m_rate.keys)
        return;
    m_buckets.removeIf([now](const auto &entry) { return entry.value().full <= now; });
    if (m_buckets.size() < m_rate.keys)
        return;
    // Under a flood of keys, forget the half that is closest to being full: the emptiest stay limited.
    std::vector<MonoTime> times;
    times.reserve(size_t(m_buckets.size()));
    for (const Bucket &bucket : std::as_const(m_buckets))
        times.push_back(bucket.full);
    const auto middle = times.begin() + qsizetype(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    m_buckets.removeIf([limit = *middle](const auto &entry) { return entry.value().full <= limit; });
}

QByteArray networkOf(const QString &address)
{
    const QHostAddress host(address);
    bool isV4 = false;
    const quint32 v4 = host.toIPv4Address(&isV4); // also for ::ffff:a.b.c.d
    if (isV4)
        return QByteArray::number(v4);
    const Q_IPV6ADDR v6 = host.toIPv6Address();
    return QByteArray(reinterpret_cast<const char *>(v6.c), 8);
}

} // namespace pc::relay::accounts
