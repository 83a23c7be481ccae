// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of published MLS vectors: one runner each, in a file of its own, and one table of them all. A file belongs to
// the kind whose name begins its own; what a field means stands in the test-vectors.md of mlswg/mls-implementations.

#pragma once

#include "core/crypto/bytes.h"
#include "core/mls_public/failure.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <span>

namespace pc::test {

/// What one case came to. A skipped case proves nothing and is counted apart.
struct Outcome
{
    enum Kind { Passed, Skipped, Failed };

    Kind kind = Passed;
    QString why;
};

inline Outcome passed()
{
    return {};
}

inline Outcome skipped(const char *why)
{
    return { Outcome::Skipped, QString::fromLatin1(why) };
}

inline Outcome failed(const char *why)
{
    return { Outcome::Failed, QString::fromLatin1(why) };
}

/// With the number of the failure in core/mls_public/failure.h.
inline Outcome failed(const char *why, mls::Failure failure)
{
    return { Outcome::Failed, QStringLiteral("%1: failure %2").arg(QString::fromLatin1(why)).arg(int(failure)) };
}

struct VectorKind
{
    const char *name; ///< how the names of its files begin
    Outcome (*run)(const QJsonObject &vector);
};

/// The longest name that begins the file's wins. Null for a file of no known kind.
const VectorKind *kindOf(const QString &fileName);

crypto::Bytes bytesOf(const QJsonValue &hex);

// The runners; the table in vectorkinds.cpp says which file each one is for.
Outcome runCryptoBasics(const QJsonObject &vector);
Outcome runDeserialization(const QJsonObject &vector);
Outcome runKeySchedule(const QJsonObject &vector);
Outcome runMessageProtection(const QJsonObject &vector);
Outcome runMessages(const QJsonObject &vector);
Outcome runPassiveClient(const QJsonObject &vector);
Outcome runPskSecret(const QJsonObject &vector);
Outcome runSecretTree(const QJsonObject &vector);
Outcome runTranscriptHashes(const QJsonObject &vector);
Outcome runTreeKem(const QJsonObject &vector);
Outcome runTreeMath(const QJsonObject &vector);
Outcome runTreeOperations(const QJsonObject &vector);
Outcome runTreeValidation(const QJsonObject &vector);
Outcome runWelcome(const QJsonObject &vector);

} // namespace pc::test
