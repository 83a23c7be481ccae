// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/atomicfile.h"

#include "core/base/diskspace.h"
#include "core/base/durable.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace pc::vault {

namespace {

Error writeError(const QString &path, const QString &detail)
{
    return { diskErrc(path), detail };
}

} // namespace

Result<void> writeAtomically(const QString &path, QByteArrayView bytes)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(path, QStringLiteral("cannot open"));
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return writeError(path, QStringLiteral("cannot make it private"));
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return writeError(path, QStringLiteral("cannot write"));
    syncFolder(QFileInfo(path).path());
    return {};
}

Result<QByteArray> readWhole(const QString &path, qint64 most)
{
    QFile file(path);
    if (!file.exists())
        return Error { Errc::NotFound, {} };
    if (!file.open(QIODevice::ReadOnly))
        return Error { Errc::Disk, QStringLiteral("cannot open") };
    QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return Error { Errc::Disk, QStringLiteral("cannot read") };
    if (bytes.size() > most)
        return Error { Errc::TooLarge, {} };
    return bytes;
}

} // namespace pc::vault
