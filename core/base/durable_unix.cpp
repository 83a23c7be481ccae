// SPDX-License-Identifier: GPL-3.0-or-later
// POSIX keeps a rename only once its folder was synced too. A file system that cannot do that is no reason to fail.

#include "core/base/durable.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace pc {

void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)::fsync(descriptor);
    (void)::close(descriptor);
}

void syncFile(QFile &file)
{
    file.flush();
    (void)::fsync(file.handle());
}

} // namespace pc
