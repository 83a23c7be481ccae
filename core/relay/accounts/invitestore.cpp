// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/invitestore.h"

#include "core/crypto/hash.h"
#include "core/relay/accounts/cursor.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

Error notUsable()
{
    return { Errc::NotFound, QStringLiteral("no such invite") };
}

/// Columns: id, school, person, role, label, created, expires, max_uses, used.
Invite inviteFrom(const sql::Rows &rows)
{
    Invite invite;
    invite.id = rows.id<InviteId>(0);
    invite.school = rows.id<SchoolId>(1);
    if (!rows.isNull(2))
        invite.person = rows.id<UserId>(2);
    invite.role = people::Role(rows.number(3));
    invite.label = rows.text(4);
    invite.created = rows.time(5);
    invite.expires = rows.time(6);
    invite.maxUses = rows.number(7);
    invite.used = rows.number(8);
    return invite;
}

} // namespace

QByteArray inviteDigest(QByteArrayView code)
{
    return crypto::blake2b(code);
}

Result<void> InviteStore::add(const Invite &invite, const QByteArray &digest)
{
    sql::Statement insert(m_database,
        "INSERT INTO invites (digest, id, school, person, role, label, created, expires, max_uses) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    auto added = insert.run(digest, invite.id, invite.school, invite.person, invite.role, invite.label, invite.created,
        invite.expires, invite.maxUses);
    if (!added)
        return added.error();
    return {};
}

Result<Invite> InviteStore::usable(const QByteArray &digest, UtcTime now)
{
    sql::Statement select(m_database,
        "SELECT id, school, person, role, label, created, expires, max_uses, used FROM invites "
        "WHERE digest = ? AND expires > ? AND used < max_uses");
    auto rows = select.query(digest, now);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return notUsable();
    return inviteFrom(*rows);
}

Result<Invite> InviteStore::redeem(const QByteArray &digest, UtcTime now)
{
    auto invite = usable(digest, now);
    if (!invite)
        return invite;
    sql::Statement update(
        m_database, "UPDATE invites SET used = used + 1 WHERE digest = ? AND expires > ? AND used < max_uses");
    const auto changed = update.run(digest, now);
    if (!changed)
        return changed.error();
    if (*changed != 1)
        return notUsable();
    ++invite->used;
    return invite;
}

Result<void> InviteStore::withdraw(InviteId id, UtcTime now)
{
    sql::Statement update(m_database, "UPDATE invites SET expires = ? WHERE id = ? AND expires > ?");
    const auto changed = update.run(now, id, now);
    if (!changed)
        return changed.error();
    if (*changed != 1)
        return notUsable();
    return {};
}

Result<Page<Invite>> InviteStore::pageOf(SchoolId school, const QString &after, int limit)
{
    const auto cursor = readCursor(after);
    if (!cursor)
        return { Errc::Invalid, QStringLiteral("not a cursor") };
    sql::Statement select(m_database,
        "SELECT id, school, person, role, label, created, expires, max_uses, used FROM invites "
        "WHERE school = ? AND id > ? ORDER BY id LIMIT ?");
    auto rows = select.query(school, cursor->id, limit + 1);
    if (!rows)
        return rows.error();
    Page<Invite> page;
    while (rows->next())
        page.items.push_back(inviteFrom(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    if (int(page.items.size()) > limit) {
        page.items.resize(size_t(limit));
        page.next = writeCursor({ {}, page.items.back().id.raw() });
    }
    return page;
}

} // namespace pc::relay::accounts
