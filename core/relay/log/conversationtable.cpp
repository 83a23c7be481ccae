// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/conversationtable.h"

#include <utility>

namespace pc::relay::log {

namespace {

wire::PersonRole toWire(people::Role role)
{
    switch (role) {
    case people::Role::Guardian:
        return wire::PersonRole::Guardian;
    case people::Role::Staff:
        return wire::PersonRole::Staff;
    case people::Role::Administrator:
        return wire::PersonRole::Administrator;
    }
    return wire::PersonRole::Guardian;
}

} // namespace

Changed Changed::refused(Errc why)
{
    Changed changed;
    changed.refusal = why;
    return changed;
}

ConversationTable::ConversationTable(sql::Database &database, ConversationCache &cache, Appender &appender)
    : m_cache(cache)
    , m_appender(appender)
    , m_insert(database,
          "INSERT INTO conversations(id, school, kind, title, head, revision, oldest, created_at) "
          "VALUES(?, ?, ?, ?, 0, 0, 1, ?)")
    , m_join(
          database, "INSERT INTO members(conversation, user, owner, first) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")
    , m_rejoin(database, "UPDATE members SET last = NULL, first = ?, owner = ? WHERE conversation = ? AND user = ?")
    , m_leave(database, "UPDATE members SET last = ? WHERE conversation = ? AND user = ? AND last IS NULL")
    , m_rename(database, "UPDATE conversations SET title = ? WHERE row = ?")
    , m_settings(
          database, "UPDATE members SET muted_until = ?, archived = ?, pinned = ? WHERE conversation = ? AND user = ?")
{
}

Result<ConversationState *> ConversationTable::insert(SchoolId school, const wire::Conversation &change, UtcTime now)
{
    const bool direct = change.kind == wire::ConversationKind::Direct;
    const QString title = direct ? QString() : change.title.trimmed();
    auto inserted = m_insert.run(change.conversation, school, change.kind, title, now);
    if (!inserted)
        return inserted.error();
    auto state = m_cache.find(change.conversation);
    if (state && !*state)
        return { Errc::Corrupt, QStringLiteral("a new conversation is not there") };
    return state;
}

Result<void> ConversationTable::join(qint64 row, UserId user, bool owner, Seq first)
{
    auto inserted = m_join.run(row, user, owner, first);
    if (!inserted)
        return inserted.error();
    if (*inserted == 0) {
        if (auto again = m_rejoin.run(first, owner, row, user); !again)
            return again.error();
    }
    return {};
}

Result<bool> ConversationTable::leave(qint64 row, UserId user, Seq last)
{
    const auto left = m_leave.run(last, row, user);
    if (!left)
        return left.error();
    return *left > 0;
}

Result<void> ConversationTable::rename(qint64 row, const QString &title)
{
    if (auto done = m_rename.run(title, row); !done)
        return done.error();
    return {};
}

Result<void> ConversationTable::setSettings(qint64 row, UserId user, const wire::PersonalSettings &settings)
{
    auto done = m_settings.run(settings.mutedUntil, settings.archived, settings.pinned, row, user);
    if (!done)
        return done.error();
    return {};
}

Result<Changed> ConversationTable::finish(ConversationState &state, const accounts::Actor &actor,
    const wire::Conversation &change, UtcTime now, Changed changed)
{
    const ConversationId id = state.id;
    auto entry = m_appender.appendChecked(
        state, EntryKind::Conversation, actor, change.message, conversationBody(change), now);
    if (!entry)
        return entry.error();
    if (auto written = m_cache.flush(); !written)
        return written.error();
    m_cache.forget(id);
    auto fresh = m_cache.find(id);
    if (!fresh)
        return fresh.error();
    if (!*fresh)
        return { Errc::Corrupt, QStringLiteral("a changed conversation is not there") };
    changed.conversation = id;
    changed.seq = entry->seq;
    changed.sentAt = now;
    changed.entry = std::move(*entry);
    changed.roster = (*fresh)->roster;
    return changed;
}

std::vector<wire::Member> ConversationTable::describe(const std::vector<people::Person> &people)
{
    std::vector<wire::Member> members;
    members.reserve(people.size());
    for (const people::Person &person : people)
        members.push_back({ person.id, false, person.name, toWire(person.role), person.label });
    return members;
}

} // namespace pc::relay::log
