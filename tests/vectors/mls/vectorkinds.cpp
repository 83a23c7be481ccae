// SPDX-License-Identifier: GPL-3.0-or-later

#include "vectorkinds.h"

#include <QByteArray>

#include <array>
#include <cstring>

namespace pc::test {

namespace {

constexpr std::array kKinds {
    VectorKind { "crypto-basics", runCryptoBasics },
    VectorKind { "deserialization", runDeserialization },
    VectorKind { "interop-passive", runPassiveClient },
    VectorKind { "message-protection", runMessageProtection },
    VectorKind { "key-schedule", runKeySchedule },
    VectorKind { "messages", runMessages },
    VectorKind { "passive-client", runPassiveClient },
    VectorKind { "psk_secret", runPskSecret },
    VectorKind { "secret-tree", runSecretTree },
    VectorKind { "transcript-hashes", runTranscriptHashes },
    VectorKind { "tree-math", runTreeMath },
    VectorKind { "tree-operations", runTreeOperations },
    VectorKind { "tree-validation", runTreeValidation },
    VectorKind { "treekem", runTreeKem },
    VectorKind { "welcome", runWelcome },
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
