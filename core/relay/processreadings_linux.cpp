// SPDX-License-Identifier: GPL-3.0-or-later
// From /proc (proc(5)): the numbers of this process' stat and of the system's.

#include "core/relay/processreadings.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>

#include <sys/resource.h>
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

/// When the system started, in seconds since the Unix epoch.
double systemStart()
{
    static const double kStarted = [] {
        const QByteArray stat = contentOf(QStringLiteral("/proc/stat"));
        const qsizetype at = stat.indexOf("btime ");
        return at < 0 ? 0.0 : stat.sliced(at + 6).split('\n').first().toDouble();
    }();
    return kStarted;
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
    readings.startedSeconds = systemStart() + fields[kStart].toDouble() / ticks;
    readings.residentBytes = fields[kResidentPages].toLongLong() * ::sysconf(_SC_PAGESIZE);
    readings.openFiles = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size();
    rlimit most = {};
    if (::getrlimit(RLIMIT_NOFILE, &most) == 0)
        readings.mostFiles = qint64(most.rlim_cur);
    return readings;
}

} // namespace pc::relay
