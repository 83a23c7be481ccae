// SPDX-License-Identifier: GPL-3.0-or-later
// Uuid: 16 bytes in network order (RFC 9562). QUuid keeps fields in host order and allocates for every
// conversion to bytes in Qt 6.4; ids are read and written for every frame, so they are plain bytes here.

#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>
#include <QStringView>

#include <array>
#include <compare>
#include <optional>

namespace pc {

class Random;

struct Uuid
{
    std::array<quint8, 16> bytes {};

    friend constexpr bool operator==(const Uuid &, const Uuid &) = default;
    friend constexpr auto operator<=>(const Uuid &, const Uuid &) = default;

    bool isNull() const { return *this == Uuid {}; }

    /// The 16 bytes, without a copy; valid as long as this value.
    QByteArrayView view() const { return { reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()) }; }

    QByteArray toByteArray() const { return view().toByteArray(); }

    /// Lower-case text of 36 characters, without braces.
    QString toString() const;

    /// The first 8 hex digits: for logs only.
    QString toShortString() const;

    /// From exactly 16 bytes, else nothing.
    static std::optional<Uuid> fromBytes(QByteArrayView bytes);

    /// From the 36-character text form (either case), else nothing.
    static std::optional<Uuid> fromString(QStringView text);
};

size_t qHash(const Uuid &id, size_t seed = 0) noexcept;

/// A new UUIDv7 (RFC 9562 section 5.7): 48 bits of UTC milliseconds, the rest random. Ids made later by one device
/// usually sort later, which keeps indexes compact; nothing may rely on that order.
Uuid makeUuid7(UtcTime now, Random &random);

/// A new UUIDv4: all random, for ids that must not tell when they were made.
Uuid makeUuid4(Random &random);

} // namespace pc
