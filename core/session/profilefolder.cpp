// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/profilefolder.h"

#include "core/base/diskspace.h"
#include "core/base/durable.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <array>
#include <utility>

namespace pc::session {

namespace {

constexpr auto kPrivate = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
constexpr int kMostAside = 1'000; ///< Stores set aside within one second.

constexpr QLatin1StringView kStoreEnd(".sqlite");
constexpr QLatin1StringView kVaultEnd(".sealed");
constexpr QLatin1StringView kSheetEnd(".sheet");

/// SQLite's log belongs to the store: without it the newest messages would stay behind. The shared-memory file does not. A
/// plain copy is there when a conversion was cut before it could erase it.
constexpr std::array kCompanions { QLatin1StringView("-wal"), QLatin1StringView("-journal"),
    QLatin1StringView("-plain") };

Error folderError(const QString &path, const QString &detail)
{
    return { diskErrc(path + QLatin1StringView("/profile.lock")), detail };
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

QString ProfileFolder::asideName(UtcTime now) const
{
    const QString stamp
        = QDateTime::fromMSecsSinceEpoch(toMilliseconds(now), Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const auto isTaken = [this](const QString &name) {
        return QFileInfo::exists(file(name) + kStoreEnd) || QFileInfo::exists(file(name) + kVaultEnd);
    };
    QString name = QStringLiteral("aside-%1").arg(stamp);
    for (int i = 2; i < kMostAside && isTaken(name); ++i)
        name = QStringLiteral("aside-%1-%2").arg(stamp).arg(i);
    return name;
}

Result<void> ProfileFolder::setVaultAside(const QString &as)
{
    if (QFileInfo::exists(sealedVault()) && !QFile::rename(sealedVault(), file(as) + kVaultEnd))
        return folderError(m_path, QStringLiteral("cannot set the vault aside"));
    syncFolder(m_path);
    return {};
}

Result<QString> ProfileFolder::setAside(const QString &as, bool vaultToo)
{
    const QString name = file(as);
    Result<QString> moved = Error { Errc::NotFound, QStringLiteral("there is nothing to set aside") };
    if (vaultToo && QFileInfo::exists(sealedVault())) {
        if (!QFile::rename(sealedVault(), name + kVaultEnd))
            return folderError(m_path, QStringLiteral("cannot set the vault aside"));
        moved = name + kVaultEnd;
    }
    if (hasStore() && QFileInfo::exists(wrappedKey()) && !QFile::rename(wrappedKey(), name + kSheetEnd))
        return folderError(m_path, QStringLiteral("cannot set the wrapped key aside"));
    if (hasStore()) {
        // The log first: a store without its log looks whole but is not, so it must not be what stays behind.
        for (const QLatin1StringView end : kCompanions) {
            if (QFileInfo::exists(store() + end) && !QFile::rename(store() + end, name + kStoreEnd + end))
                return folderError(m_path, QStringLiteral("cannot set the store's log aside"));
        }
        if (!QFile::rename(store(), name + kStoreEnd))
            return folderError(m_path, QStringLiteral("cannot set the store aside"));
        QFile::remove(store() + QLatin1StringView("-shm"));
        moved = name + kStoreEnd;
    }
    syncFolder(m_path);
    return moved;
}

} // namespace pc::session
