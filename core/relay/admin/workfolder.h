// SPDX-License-Identifier: GPL-3.0-or-later
// WorkFolder: a folder for a copy of the data while it is worked on, gone afterwards. One of a program that was killed is
// removed by the next that works beside it: who made it is told by a lock in it.

#pragma once

#include <QLockFile>
#include <QString>
#include <QTemporaryDir>

namespace pc::relay::admin {

class WorkFolder
{
public:
    /// `parent`/`name`-XXXXXX.
    WorkFolder(const QString &parent, const QString &name);

    bool isValid() const { return m_folder.isValid(); }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QLockFile m_lock; // goes before the folder
};

} // namespace pc::relay::admin
