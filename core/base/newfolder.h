// SPDX-License-Identifier: GPL-3.0-or-later
// NewFolder: a folder with files that appears when all of it is written, or not at all; its owner's alone. Nothing that is there
// is overwritten.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace pc {

/// One file of it, written from its begin to its end.
class NewFile
{
public:
    explicit NewFile(const QString &path)
        : m_file(path)
    {
    }

    /// Error of each: Disk.
    Result<void> open();
    Result<void> put(const QByteArray &bytes);
    Result<void> close(); ///< It is on the disk.

private:
    Error error() const;

    QFile m_file;
};

class NewFolder
{
public:
    /// Errors: Conflict (there is something, which may only be an empty folder), NotFound (nothing to put it into), Disk.
    static Result<std::unique_ptr<NewFolder>> begin(const QString &path);

    /// Where its files are written meanwhile.
    QString path() const { return m_beside.path(); }

    /// Gives it its name; without this it is gone. Error: Disk.
    Result<void> finish();

private:
    explicit NewFolder(const QString &path);

    QString m_path;
    QTemporaryDir m_beside;
};

} // namespace pc
