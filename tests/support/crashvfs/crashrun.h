// SPDX-License-Identifier: GPL-3.0-or-later
// CrashRun: lays the disks that a power cut may leave into a folder, one after the other, and lets a test look at each.

#pragma once

#include "tests/support/crashvfs/crashimages.h"

#include <functional>

namespace pc::test {

/// How many images a test with this share of all makes: `share` of 2,500, or of PC_CRASH_IMAGES where that is set.
int crashImages(int share);

/// A folder in memory where the system offers that, as a template for QTemporaryDir: what is tested is order, not speed.
QString crashFolder();

class CrashRun
{
public:
    /// What is wrong with a disk, or nothing. `position` is when the power went: see DiskLog::position().
    using Check = std::function<QString(const QString &folder, size_t position)>;

    struct Outcome
    {
        int images = 0;
        int faults = 0;
        QString first; ///< Of the faults, with what makes it come again.
    };

    /// `log` is finished. The power goes at moments from `from` on, spread evenly.
    static Outcome run(const DiskLog &log, size_t from, int images, quint64 seed, const Check &check);
};

/// One answer for each thing done: when it was begun, and when it was answered.
class Acknowledgements
{
public:
    /// Call before the work, and again after its answer.
    void begin(size_t position) { m_begun.push_back(position); }
    void answered(size_t position) { m_answered.push_back(position); }

    /// Of things done one after the other: as many must be there, and as many may.
    int atLeast(size_t position) const { return count(m_answered, position); }
    int atMost(size_t position) const { return count(m_begun, position); }

private:
    static int count(const std::vector<size_t> &positions, size_t until);

    std::vector<size_t> m_begun;
    std::vector<size_t> m_answered;
};

} // namespace pc::test
