// SPDX-License-Identifier: GPL-3.0-or-later
// LetterStore: the table of letters.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/records.h"

#include <QByteArray>

#include <optional>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

struct LetterRecord
{
    InviteId id; ///< Of the invite that goes with it, too.
    SchoolId school;
    UserId writer;
    UserId person; ///< Whom it invites.
    QByteArray letter; ///< Sealed for its writer.
    UtcTime written;
    UtcTime expires;
    QByteArray proof; ///< Empty before there is one.
    std::optional<UtcTime> proved;

    bool operator==(const LetterRecord &) const = default;
};

class LetterStore
{
public:
    explicit LetterStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<void> add(const LetterRecord &letter);
    Result<std::optional<LetterRecord>> find(InviteId id);
    Result<int> countOf(UserId writer);
    Result<Page<LetterRecord>> pageOf(UserId writer, const QString &after, int limit);

    /// Of the letter that invited this person, instead of one that was there. Error: NotFound (none did).
    Result<void> setProof(UserId person, const QByteArray &proof, UtcTime now);

    Result<void> remove(InviteId id);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
