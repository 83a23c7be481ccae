// SPDX-License-Identifier: GPL-3.0-or-later

#include "vectorkinds.h"

#include <QByteArray>

#include <array>
#include <cstring>

namespace pc::test {

namespace {

/// For kinds whose runner needs a room that is not there yet.
Outcome awaitMls(const QJsonObject &)
{
    return skipped("needs core/mls");
}

constexpr std::array kKinds {
    VectorKind { "crypto-basics", runCryptoBasics },
    VectorKind { "deserialization", runDeserialization },
    VectorKind { "interop-passive", awaitMls },
    VectorKind { "key-schedule", awaitMls },
    VectorKind { "message-protection", awaitMls },
    VectorKind { "messages", runMessages },
    VectorKind { "passive-client", awaitMls },
    VectorKind { "psk_secret", awaitMls },
    VectorKind { "secret-tree", awaitMls },
    VectorKind { "transcript-hashes", runTranscriptHashes },
    VectorKind { "tree-math", runTreeMath },
    VectorKind { "tree-operations", runTreeOperations },
    VectorKind { "tree-validation", runTreeValidation },
    VectorKind { "treekem", awaitMls },
    VectorKind { "welcome", awaitMls },
};

} // namespace

const VectorKind *kindOf(const QString &fileName)
{
    const VectorKind *found = nullptr;
    for (const VectorKind &kind : kKinds)
        if (fileName.startsWith(QLatin1StringView(kind.name))
            && (!found || std::strlen(kind.name) > std::strlen(found->name)))
            found = &kind;
    return found;
}

crypto::Bytes bytesOf(const QJsonValue &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex.toString().toLatin1());
    return { bytes.begin(), bytes.end() };
}

} // namespace pc::test
