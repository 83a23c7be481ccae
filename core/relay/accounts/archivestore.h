// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveStore: the tables of archives. As PeopleStore: values, no transactions.

#pragma once

#include "core/archive/chain.h"
#include "core/base/time.h"

#include <QByteArray>

#include <vector>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// Numbers of schema/0011_archives.sql.
enum class GenerationState : quint8 {
    Beside, ///< Is being written, to take the present one's place.
    Present,
    Gone, ///< Is taken out some segments at a time.
};

struct Generation
{
    quint32 number = 1;
    GenerationState state = GenerationState::Present;
    quint32 first = 1; ///< The lowest segment that is there; as `next` when none is.
    quint32 next = 1;
    crypto::Digest head {}; ///< Of segment `next` - 1; zeros before the first one.
    qint64 bytes = 0; ///< As they count, see chargedBytes().

    bool operator==(const Generation &) const = default;
};

/// What a segment counts: a row has a price of its own.
constexpr qint64 chargedBytes(qint64 size)
{
    return std::max(size, qint64(4) * 1024);
}

struct ArchiveRecord
{
    bool isKept = true; ///< False for who wants none.
    quint32 last = 0; ///< The highest generation that there ever was.

    bool operator==(const ArchiveRecord &) const = default;
};

class ArchiveStore
{
public:
    explicit ArchiveStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<ArchiveRecord> record(UserId person);
    Result<void> save(UserId person, const ArchiveRecord &record);

    /// In their order.
    Result<std::vector<Generation>> generations(UserId person);
    Result<void> save(UserId person, const Generation &generation);

    Result<void> append(UserId person, quint32 generation, quint32 number, UtcTime now, const QByteArray &segment);

    /// From that number on: the first one, and more as long as they have no more than `mostBytes` together.
    Result<std::vector<QByteArray>> segments(UserId person, quint32 generation, quint32 from, qint64 mostBytes);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
