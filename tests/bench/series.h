// SPDX-License-Identifier: GPL-3.0-or-later
// What the benches of the client measure, and how it is told: milliseconds, as one JSON object.

#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>
#include <vector>

namespace pc::bench {

using Series = std::vector<double>;
using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

inline double millisecondsSince(Time start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Processor time of the calling thread so far; 0 where the system does not tell.
inline double threadMilliseconds()
{
#if defined(CLOCK_THREAD_CPUTIME_ID)
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
#else
    return 0;
#endif
}

/// The value below which `share` of all lie.
inline double quantile(Series series, double share)
{
    if (series.empty())
        return -1;
    std::ranges::sort(series);
    return series[std::size_t(share * double(series.size() - 1))];
}

inline QByteArray toJson(const Series &series, const std::vector<std::pair<const char *, double>> &more = {})
{
    QJsonObject object { { QStringLiteral("times"), int(series.size()) },
        { QStringLiteral("best"), quantile(series, 0) }, { QStringLiteral("p50"), quantile(series, 0.5) },
        { QStringLiteral("p99"), quantile(series, 0.99) }, { QStringLiteral("max"), quantile(series, 1) } };
    for (const auto &[name, value] : more)
        object.insert(QString::fromLatin1(name), value);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace pc::bench
