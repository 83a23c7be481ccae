// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/workfolder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

/// Between a folder's making and its lock nothing says whose it is.
constexpr qint64 kFreshSeconds = 60;

QString lockIn(const QString &folder)
{
    return folder + u"/owner.lock"_s;
}

bool isFresh(const QString &folder)
{
    return QFileInfo(folder).lastModified().secsTo(QDateTime::currentDateTimeUtc()) < kFreshSeconds;
}

bool isLeftOver(const QString &folder)
{
    if (!QFileInfo::exists(lockIn(folder)))
        return !isFresh(folder);
    QLockFile lock(lockIn(folder));
    lock.setStaleLockTime(0); // only a dead owner makes it stale, never its age
    return lock.tryLock(0);
}

/// The template, once nothing is left beside it of those who were killed.
QString cleanedTemplate(const QString &parent, const QString &name)
{
    const QDir folder(parent);
    for (const QString &found : folder.entryList({ name + u"-??????"_s }, QDir::Dirs | QDir::NoSymLinks)) {
        if (isLeftOver(folder.filePath(found)))
            QDir(folder.filePath(found)).removeRecursively();
    }
    return folder.filePath(name + u"-XXXXXX"_s);
}

} // namespace

WorkFolder::WorkFolder(const QString &parent, const QString &name)
    : m_folder(cleanedTemplate(parent, name))
    , m_lock(lockIn(m_folder.path()))
{
    m_lock.setStaleLockTime(0);
    if (m_folder.isValid())
        (void)m_lock.tryLock(0); // without it the folder is taken for a left one a minute later
}

} // namespace pc::relay::admin
