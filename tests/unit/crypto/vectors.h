// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file of published vectors for the tests of this folder.

#pragma once

#include "core/crypto/bytes.h"

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
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

inline crypto::Bytes bytes(const QJsonValue &value)
{
    const QByteArray decoded = hex(value);
    return { decoded.begin(), decoded.end() };
}

/// What Wycheproof calls a case, for the message of a failure.
inline QString nameOf(const QJsonValue &test)
{
    return QString::number(test[u"tcId"].toInt()) + u' ' + test[u"comment"].toString();
}

/// All cases of a Wycheproof file; gives how many there were.
template<typename Check>
int forEachCase(const QJsonObject &vectors, Check check)
{
    int cases = 0;
    const QJsonArray groups = vectors[u"testGroups"].toArray();
    for (const QJsonValue &group : groups) {
        const QJsonArray tests = group[u"tests"].toArray();
        for (const QJsonValue &test : tests) {
            check(test);
            ++cases;
        }
    }
    return cases;
}

} // namespace pc::test

#define PC_SKIP_WITHOUT(vectors, name)                                                                                 \
    if ((vectors).isEmpty())                                                                                           \
    QSKIP(qPrintable(QStringLiteral("SKIPPED, NOTHING PROVEN: no vectors at ") + pc::test::vectorPath(name)))
