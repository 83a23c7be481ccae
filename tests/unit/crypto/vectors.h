// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of published vectors for the tests of this folder.

#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace pc::test {

inline QString vectorPath(const QString &name)
{
    return QStringLiteral(PC_VECTORS_DIR) + u'/' + name;
}

/// An empty object when the file is not there: the test says so and skips.
inline QJsonObject readVectors(const QString &name)
{
    QFile file(vectorPath(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

inline QByteArray hex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

} // namespace pc::test

#define PC_SKIP_WITHOUT(vectors, name)                                                                                 \
    if ((vectors).isEmpty())                                                                                           \
    QSKIP(qPrintable(QStringLiteral("SKIPPED, NOTHING PROVEN: no vectors at ") + pc::test::vectorPath(name)))
