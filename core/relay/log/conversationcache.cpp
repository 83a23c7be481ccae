// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/conversationcache.h"

namespace pc::relay::log {

ConversationCache::ConversationCache(sql::Database &database, size_t limit)
    : m_limit(limit)
    , m_select(database,
          "SELECT c.row, c.school, c.kind, c.title, c.head, c.revision, g.generation, g.epoch "
          "FROM conversations c LEFT JOIN groups g ON g.conversation = c.row WHERE c.id = ?")
    , m_members(database, "SELECT user, owner, first, last FROM members WHERE conversation = ? ORDER BY user")
    , m_update(database, "UPDATE conversations SET head = ?, revision = ? WHERE row = ?")
{
}

Result<ConversationState *> ConversationCache::find(ConversationId id)
{
    const auto known = m_byId.find(id);
    if (known == m_byId.end())
        return load(id);
    m_order.splice(m_order.begin(), m_order, known->second);
    return &*known->second;
}

Result<ConversationState *> ConversationCache::load(ConversationId id)
{
    ConversationState state;
    state.id = id;
    SchoolId school;
    auto kind = wire::ConversationKind::Direct;
    {
        auto rows = m_select.query(id);
        if (!rows)
            return rows.error();
        if (!rows->next()) {
            if (auto end = rows->finish(); !end)
                return end.error();
            return static_cast<ConversationState *>(nullptr);
        }
        state.row = rows->integer(0);
        school = rows->id<SchoolId>(1);
        kind = wire::ConversationKind(rows->number(2));
        state.title = rows->text(3);
        state.head = rows->seq(4);
        state.revision = Revision { rows->integer(5) };
        if (!rows->isNull(6))
            state.group = GroupEpoch { quint32(rows->integer(6)), quint64(rows->integer(7)) };
    }
    auto roster = loadRoster(state.row, school, kind);
    if (!roster)
        return roster.error();
    state.roster = std::move(*roster);
    trim();
    m_order.push_front(std::move(state));
    m_byId.emplace(id, m_order.begin());
    return &m_order.front();
}

Result<SharedRoster> ConversationCache::loadRoster(qint64 row, SchoolId school, wire::ConversationKind kind)
{
    auto roster = std::make_shared<Roster>();
    roster->school = school;
    roster->kind = kind;
    auto rows = m_members.query(row);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        RosterMember member { rows->id<UserId>(0), rows->flag(1), rows->seq(2), std::nullopt };
        if (!rows->isNull(3))
            member.last = rows->seq(3);
        roster->members.push_back(member);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return SharedRoster(std::move(roster));
}

Seq ConversationCache::takeSeq(ConversationState &state)
{
    markDirty(state);
    state.head = next(state.head);
    return state.head;
}

Revision ConversationCache::takeRevision(ConversationState &state)
{
    markDirty(state);
    state.revision = Revision { state.revision.raw() + 1 };
    return state.revision;
}

void ConversationCache::markDirty(ConversationState &state)
{
    if (state.dirty)
        return;
    state.dirty = true;
    m_dirty.push_back(&state);
}

Result<void> ConversationCache::flush()
{
    for (ConversationState *state : m_dirty) {
        if (auto done = m_update.run(state->head, state->revision, state->row); !done)
            return done.error();
        state->dirty = false;
    }
    m_dirty.clear();
    return {};
}

void ConversationCache::forget(ConversationId id)
{
    const auto known = m_byId.find(id);
    if (known == m_byId.end())
        return;
    std::erase(m_dirty, &*known->second);
    m_order.erase(known->second);
    m_byId.erase(known);
}

void ConversationCache::clear()
{
    m_dirty.clear();
    m_order.clear();
    m_byId.clear();
}

void ConversationCache::trim()
{
    while (m_order.size() >= m_limit) {
        const auto last = std::prev(m_order.end());
        if (last->dirty)
            return; // written by the flush of this transaction, and trimmed by a later one
        m_byId.erase(last->id);
        m_order.erase(last);
    }
}

} // namespace pc::relay::log
