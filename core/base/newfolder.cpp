// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/newfolder.h"

#include "core/base/durable.h"

#include <QDir>
#include <QFileInfo>

namespace pc {

namespace {

bool isInUse(const QFileInfo &place)
{
    constexpr auto kEverything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    return place.isSymLink() || (place.exists() && !(place.isDir() && QDir(place.filePath()).isEmpty(kEverything)));
}

} // namespace

Result<void> NewFile::open()
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return error();
    return {};
}

Result<void> NewFile::put(const QByteArray &bytes)
{
    return m_file.write(bytes) == bytes.size() ? Result<void>() : Result<void>(error());
}

Result<void> NewFile::close()
{
    if (!m_file.flush())
        return error();
    syncFile(m_file);
    m_file.close();
    return {};
}

Error NewFile::error() const
{
    return { Errc::Disk, QStringLiteral("%1: %2").arg(m_file.fileName(), m_file.errorString()) };
}

Result<std::unique_ptr<NewFolder>> NewFolder::begin(const QString &path)
{
    const QFileInfo place(path);
    if (isInUse(place))
        return { Errc::Conflict, QStringLiteral("%1 is there already, and was left as it is").arg(path) };
    if (!QFileInfo(place.absolutePath()).isDir())
        return { Errc::NotFound, QStringLiteral("there is no folder %1").arg(place.absolutePath()) };
    auto made = std::unique_ptr<NewFolder>(new NewFolder(place.absoluteFilePath()));
    if (!made->m_beside.isValid())
        return { Errc::Disk, QStringLiteral("%1 cannot be made: %2").arg(path, made->m_beside.errorString()) };
    return made;
}

NewFolder::NewFolder(const QString &path)
    : m_path(path)
    , m_beside(path + QStringLiteral(".part-XXXXXX"))
{
}

Result<void> NewFolder::finish()
{
    QDir().rmdir(m_path); // an empty one makes room
    if (QFileInfo::exists(m_path) || !QDir().rename(m_beside.path(), m_path))
        return { Errc::Disk, QStringLiteral("%1 cannot be given its name").arg(m_path) };
    m_beside.setAutoRemove(false);
    syncFolder(QFileInfo(m_path).absolutePath());
    return {};
}

} // namespace pc
