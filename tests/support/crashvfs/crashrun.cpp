// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashvfs/crashrun.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace pc::test {

namespace {

constexpr int kAllImages = 2'500;

bool lay(const CrashImages::Image &image, const QString &folder)
{
    for (const auto &[path, content] : image) {
        QFile file(folder + u'/' + QFileInfo(path).fileName());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return false;
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    return true;
}

void clear(const QString &folder)
{
    QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Files | QDir::Hidden))
        dir.remove(name);
}

} // namespace

int crashImages(int share)
{
    bool isNumber = false;
    const int all = qEnvironmentVariableIntValue("PC_CRASH_IMAGES", &isNumber);
    return isNumber ? int(qint64(all) * share / kAllImages) : share;
}

QString crashFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath())
        + QStringLiteral("/parentconnect-crash-XXXXXX");
}

CrashRun::Outcome CrashRun::run(const DiskLog &log, size_t from, int images, quint64 seed, const Check &check)
{
    Outcome outcome;
    CrashImages maker(log);
    const QTemporaryDir folder(crashFolder());
    std::mt19937_64 random(seed);
    const size_t moments = log.operations().size() - from + 1;
    for (int i = 0; i < images; ++i) {
        const size_t position = from + size_t(i) * moments / size_t(images);
        maker.advanceTo(position);
        // Half of the disks are the worst sort.
        const auto shape = i % 2 == 0 ? CrashShape::Reordered : CrashShape(random() % kCrashShapes);
        const QString fault = lay(maker.make(shape, random), folder.path()) ? check(folder.path(), position)
                                                                            : QStringLiteral("the disk is full");
        ++outcome.images;
        if (!fault.isEmpty() && outcome.faults++ == 0) {
            outcome.first = QStringLiteral("image %1 of %2, seed %3, after operation %4 of %5, shape %6: %7")
                                .arg(i)
                                .arg(images)
                                .arg(seed)
                                .arg(position)
                                .arg(log.operations().size())
                                .arg(int(shape))
                                .arg(fault);
        }
        clear(folder.path());
    }
    return outcome;
}

int Acknowledgements::count(const std::vector<size_t> &positions, size_t until)
{
    return int(std::ranges::upper_bound(positions, until) - positions.begin());
}

} // namespace pc::test
