// SPDX-License-Identifier: GPL-3.0-or-later
// InviteStore: the table of invites. A code is 128 random bits that only its holder knows; the table has its digest.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/records.h"

#include <QByteArrayView>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// What is kept of a code. Codes are random, so one fast hash is enough.
QByteArray inviteDigest(QByteArrayView code);

class InviteStore
{
public:
    explicit InviteStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<void> add(const Invite &invite, const QByteArray &digest);

    /// The invite behind a code, if it can still be used now. Error: NotFound, for every reason alike.
    Result<Invite> usable(const QByteArray &digest, UtcTime now);

    /// Counts one use, if one is left now. Error: NotFound, as above. Belongs in one transaction with what it is used for.
    Result<Invite> redeem(const QByteArray &digest, UtcTime now);

    /// Ends it at once. Error: NotFound.
    Result<void> withdraw(InviteId id, UtcTime now);

    Result<Page<Invite>> pageOf(SchoolId school, const QString &after, int limit);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
