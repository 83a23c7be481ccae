// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/badcommits.h"

namespace pc::relay::keys {

BadCommits::BadCommits(sql::Database &database)
    : m_put(database,
        "INSERT INTO bad_commits(conversation, device, person, seq) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(conversation, device) DO UPDATE SET seq = excluded.seq")
    , m_count(database, "SELECT count(*), count(DISTINCT person) FROM bad_commits WHERE conversation = ? AND seq = ?")
    , m_dropAll(database, "DELETE FROM bad_commits WHERE conversation = ?")
{
}

Result<void> BadCommits::put(qint64 conversation, DeviceId device, UserId user, Seq commit)
{
    if (auto done = m_put.run(conversation, device, user, commit); !done)
        return done.error();
    return {};
}

Result<bool> BadCommits::areBelieved(qint64 conversation, Seq commit)
{
    auto rows = m_count.query(conversation, commit);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return { Errc::Corrupt, QStringLiteral("a count gave no row") };
    return rows->number(0) >= kComplainingDevices && rows->number(1) >= kComplainingPeople;
}

Result<void> BadCommits::dropAll(qint64 conversation)
{
    if (auto done = m_dropAll.run(conversation); !done)
        return done.error();
    return {};
}

} // namespace pc::relay::keys
