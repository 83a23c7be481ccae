// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/profilefolder.h"

#include "core/vault/atomicfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStorageInfo>

#include <array>
#include <utility>

namespace pc::session {

namespace {

constexpr auto kPrivate = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
constexpr qint64 kAsGoodAsFull = 64 * 1024;
constexpr int kMostAside = 1'000; ///< Stores set aside within one second.

/// SQLite's log belongs to the store: without it the newest messages would stay behind. The shared-memory file does not.
constexpr std::array kCompanions { QLatin1StringView("-wal"), QLatin1StringView("-journal") };

Error folderError(const QString &path, const QString &detail)
{
    const QStorageInfo disk(path);
    const bool isFull = disk.isValid() && disk.bytesAvailable() < kAsGoodAsFull;
    return { isFull ? Errc::DiskFull : Errc::Disk, detail };
}

} // namespace

Result<std::unique_ptr<ProfileFolder>> ProfileFolder::open(const QString &path)
{
    if (!QDir().mkpath(path))
        return folderError(path, QStringLiteral("cannot make the profile's folder"));
    if (!QFile::setPermissions(path, kPrivate))
        return folderError(path, QStringLiteral("cannot make the profile's folder private"));
    auto lock = std::make_unique<QLockFile>(path + QLatin1StringView("/profile.lock"));
    lock->setStaleLockTime(0); // a program may be open for weeks; one that died is noticed by its process id
    if (!lock->tryLock(0)) {
        if (lock->error() == QLockFile::LockFailedError)
            return Error { Errc::Locked, QStringLiteral("another program has this profile open") };
        return folderError(path, QStringLiteral("cannot lock the profile"));
    }
    return std::unique_ptr<ProfileFolder>(new ProfileFolder(path, std::move(lock)));
}

ProfileFolder::ProfileFolder(QString path, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{
}

ProfileFolder::~ProfileFolder() = default;

bool ProfileFolder::hasStore() const
{
    return QFileInfo::exists(store());
}

Result<QString> ProfileFolder::setStoreAside(UtcTime now)
{
    if (!hasStore())
        return Error { Errc::NotFound, QStringLiteral("there is no store") };
    const QString stamp = QDateTime::fromMSecsSinceEpoch(toMilliseconds(now), Qt::UTC)
                              .toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = file(QStringLiteral("store-aside-%1.sqlite").arg(stamp));
    for (int i = 2; QFileInfo::exists(aside) && i < kMostAside; ++i)
        aside = file(QStringLiteral("store-aside-%1-%2.sqlite").arg(stamp).arg(i));
    // The log first: a store without its log looks whole but is not, so it must not be what stays behind.
    for (const QLatin1StringView end : kCompanions) {
        if (QFileInfo::exists(store() + end) && !QFile::rename(store() + end, aside + end))
            return folderError(m_path, QStringLiteral("cannot set the store's log aside"));
    }
    if (!QFile::rename(store(), aside))
        return folderError(m_path, QStringLiteral("cannot set the store aside"));
    QFile::remove(store() + QLatin1StringView("-shm"));
    vault::syncFolder(m_path);
    return aside;
}

} // namespace pc::session
