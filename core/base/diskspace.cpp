// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/diskspace.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace pc {

namespace {

/// A little room is left on most full disks: less than one write of ours wants.
constexpr qint64 kAsGoodAsFull = 64 * 1024;

} // namespace

DiskRoom roomAt(const QString &folder)
{
    const QStorageInfo disk(folder);
    return disk.isValid() ? DiskRoom { disk.bytesAvailable(), disk.bytesTotal() } : DiskRoom {};
}

Errc diskErrc(const QString &path)
{
    const QStorageInfo disk(QFileInfo(path).path());
    const bool isFull = disk.isValid() && disk.bytesAvailable() < kAsGoodAsFull;
    return isFull ? Errc::DiskFull : Errc::Disk;
}

} // namespace pc
