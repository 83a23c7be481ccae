// SPDX-License-Identifier: GPL-3.0-or-later
// OwnRoots: a school's own root certificate, as a file that somebody was given. The bytes come from outside: they are
// bounded, and taken whole or not at all.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace pc::link {

inline constexpr qint64 kLargestRootsBytes = 64 * 1024;
inline constexpr qsizetype kMostRoots = 8;

struct OwnRoots
{
    QByteArray pem; ///< The certificates and nothing else of the file.
    QString name; ///< Foreign text: whom the first one names.
    UtcTime validUntil {}; ///< Of the one that ends first.
    QByteArray fingerprint; ///< SHA-256 of the first one, as hex digits.

    bool operator==(const OwnRoots &) const = default;
};

/// PEM, or one certificate as DER. Errors: TooLarge, Forbidden (there is a private key in it, which belongs into nobody's
/// hands), Invalid (damaged, or no certificate), Expired (one of them is not valid any more, or not yet).
Result<OwnRoots> parseOwnRoots(QByteArrayView bytes, UtcTime now);

/// What was taken earlier, also when its time is over; nothing when it cannot be read.
std::optional<OwnRoots> describeRoots(const QByteArray &pem);

} // namespace pc::link
