// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/fileuri.h"

#include <QUrl>

namespace pc::sql {

QString fileUri(const QString &path)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
    const bool beginsWithDrive = path.size() > 1 && path[1] == u':';
    return (beginsWithDrive ? QStringLiteral("file:/") : QStringLiteral("file:")) + encoded;
}

} // namespace pc::sql
