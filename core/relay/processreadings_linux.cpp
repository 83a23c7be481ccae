// SPDX-License-Identifier: GPL-3.0-or-later
// From /proc/self (proc(5)), which a service may read when the rest of /proc is hidden from it.

#include "core/relay/processreadings.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

namespace pc::relay {

namespace {

// Fields of /proc/self/stat, counted from the one after the name in brackets, which is the third.
constexpr qsizetype kUserTicks = 14 - 3;
constexpr qsizetype kSystemTicks = 15 - 3;
constexpr qsizetype kStart = 22 - 3;
constexpr qsizetype kResidentPages = 24 - 3;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double seconds(clockid_t clock)
{
    timespec now = {};
    ::clock_gettime(clock, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace

std::optional<ProcessReadings> readProcess()
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/self/stat"));
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() <= kResidentPages)
        return std::nullopt;
    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    ProcessReadings readings;
    readings.cpuSeconds = (fields[kUserTicks].toDouble() + fields[kSystemTicks].toDouble()) / ticks;
    readings.startedSeconds = seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME) + fields[kStart].toDouble() / ticks;
    readings.residentBytes = fields[kResidentPages].toLongLong() * ::sysconf(_SC_PAGESIZE);
    readings.openFiles = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
    rlimit most = {};
    if (::getrlimit(RLIMIT_NOFILE, &most) == 0)
        readings.mostFiles = qint64(most.rlim_cur);
    return readings;
}

} // namespace pc::relay
