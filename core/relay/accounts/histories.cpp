// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/histories.h"

#include "core/relay/accounts/authorise.h"
#include "core/sql/statement.h"

#include <utility>

namespace pc::relay::accounts {

namespace {

constexpr int kDirect = 0; ///< conversations.kind, as the log has it.

Result<Object> objectOf(sql::Database &database, const Actor &actor, ConversationId conversation)
{
    sql::Statement select(database,
        "SELECT c.school, c.kind, m.user IS NOT NULL, m.last IS NULL FROM conversations c "
        "LEFT JOIN members m ON m.conversation = c.row AND m.user = ? WHERE c.id = ?");
    auto rows = select.query(actor.user, conversation);
    if (!rows)
        return rows.error();
    Object object = Object::absent();
    while (rows->next()) {
        object.school = rows->id<SchoolId>(0);
        object.direct = rows->number(1) == kDirect;
        if (rows->flag(2))
            object.relation = rows->flag(3) ? Relation::Member : Relation::Former;
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return object;
}

Result<std::vector<HistoryPeer>> peersOf(sql::Database &database, const Actor &actor, ConversationId conversation)
{
    sql::Statement select(database,
        "SELECT m.user, d.id, m.user = ?2, p.role FROM conversations c "
        "JOIN members m ON m.conversation = c.row AND m.last IS NULL "
        "JOIN people p ON p.id = m.user AND p.disabled = 0 "
        "JOIN devices d ON d.person = m.user AND d.revoked IS NULL "
        "WHERE c.id = ?1 ORDER BY m.user = ?2 DESC, p.role > 0 DESC, d.last_seen DESC LIMIT ?3");
    auto rows = select.query(conversation, actor.user, int(kMostHistoryPeers));
    if (!rows)
        return rows.error();
    std::vector<HistoryPeer> peers;
    while (rows->next()) {
        const bool isStaff = people::Role(rows->number(3)) != people::Role::Guardian;
        peers.push_back({ rows->id<UserId>(0), rows->id<DeviceId>(1),
            rows->flag(2) ? HistoryTier::Own
                : isStaff ? HistoryTier::Staff
                          : HistoryTier::Everybody });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return peers;
}

} // namespace

static_assert(int(people::Role::Guardian) == 0); // in the statement above

Histories::Histories(Registry &registry, const HistoryLimits &limits)
    : m_registry(registry)
    , m_desk(limits, registry.clock(), [&registry](UserId user) { registry.tellHistoryWanted(user); })
{
}

void Histories::ask(const Actor &actor, ConversationId conversation, const QByteArray &request, Reply<quint32> reply)
{
    if (!m_desk.mayAsk(actor.user))
        return reply(Error { Errc::RateLimited, QStringLiteral("asked too often") });
    m_registry.read<quint32>(
        [this, actor, conversation, request](sql::Database &database) -> Result<quint32> {
            const auto object = objectOf(database, actor, conversation);
            if (!object)
                return object.error();
            if (auto allowed = authorise(actor, Action::AskForHistory, *object); !allowed)
                return allowed.error();
            const auto peers = peersOf(database, actor, conversation);
            return peers ? m_desk.open(actor, conversation, request, *peers) : Result<quint32>(peers.error());
        },
        std::move(reply));
}

} // namespace pc::relay::accounts
