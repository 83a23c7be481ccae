// SPDX-License-Identifier: GPL-3.0-or-later
// SigningKeyStore: the relay's own keys for access tokens: the newest signs, the one before it still verifies.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/relay/accounts/accesstokens.h"

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// A key signs this long before a new one takes over; tokens live far shorter, so two keys always suffice.
inline constexpr Milliseconds kSigningKeyLife { qint64(30) * 24 * 60 * 60 * 1'000 };

class SigningKeyStore
{
public:
    explicit SigningKeyStore(sql::Database &database)
        : m_database(database)
    {
    }

    /// Newest first, at most two. Makes the first key, and a new one when the newest has had its time.
    Result<std::vector<NamedKey>> current(UtcTime now);

    /// A new key signs from now on; all but one of the older go.
    Result<std::vector<NamedKey>> rotate(UtcTime now);

private:
    Result<std::vector<NamedKey>> load(UtcTime &newest);

    sql::Database &m_database;
};

} // namespace pc::relay::accounts
