// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/conversationwriter.h"

#include <algorithm>
#include <utility>

namespace pc::relay::log {

namespace {

using accounts::Action;

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

ConversationWriter::ConversationWriter(
    sql::Database &database, ConversationCache &cache, Appender &appender, int maxMembers)
    : m_cache(cache)
    , m_appender(appender)
    , m_people(database)
    , m_maxMembers(maxMembers)
    , m_insertConversation(database,
          "INSERT INTO conversations(id, school, kind, title, head, revision, oldest, created_at) "
          "VALUES(?, ?, ?, ?, 0, 0, 1, ?)")
    , m_insertMember(
          database, "INSERT INTO members(conversation, user, owner, first) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")
    , m_rejoin(database, "UPDATE members SET last = NULL, first = ?, owner = ? WHERE conversation = ? AND user = ?")
    , m_leave(database, "UPDATE members SET last = ? WHERE conversation = ? AND user = ? AND last IS NULL")
    , m_rename(database, "UPDATE conversations SET title = ? WHERE row = ?")
    , m_settings(
          database, "UPDATE members SET muted_until = ?, archived = ?, pinned = ? WHERE conversation = ? AND user = ?")
    , m_pair(database,
          "SELECT c.id FROM direct_pairs p JOIN conversations c ON c.row = p.conversation "
          "WHERE p.low = ? AND p.high = ?")
    , m_insertPair(database, "INSERT INTO direct_pairs(low, high, conversation) VALUES(?, ?, ?)")
{
}

Result<Changed> ConversationWriter::apply(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    if (change.op != wire::ConversationOp::Settings) {
        auto repeat = repeated(actor, change);
        if (!repeat)
            return repeat.error();
        if (*repeat)
            return **repeat;
    }
    switch (change.op) {
    case wire::ConversationOp::Create:
        return create(actor, change, now);
    case wire::ConversationOp::Rename:
        return rename(actor, change, now);
    case wire::ConversationOp::AddMembers:
        return addMembers(actor, change, now);
    case wire::ConversationOp::RemoveMembers:
        return removeMembers(actor, change, now);
    case wire::ConversationOp::Settings:
        return settings(actor, change);
    case wire::ConversationOp::State:
        break;
    }
    return refused(Errc::Invalid);
}

Changed ConversationWriter::refused(Errc why)
{
    Changed changed;
    changed.refusal = why;
    return changed;
}

Result<std::optional<Changed>> ConversationWriter::repeated(
    const accounts::Actor &actor, const wire::Conversation &change)
{
    auto stored = m_appender.findMessage(change.message, actor.device);
    if (!stored)
        return stored.error();
    if (!*stored)
        return std::optional<Changed>();
    const Entry &entry = **stored;
    if (entry.kind != EntryKind::Conversation || entry.conversation != change.conversation)
        return std::optional(refused(Errc::Conflict));
    Changed changed;
    changed.conversation = entry.conversation;
    changed.seq = entry.seq;
    changed.sentAt = entry.sentAt;
    return std::optional(changed);
}

Result<ConversationWriter::Invited> ConversationWriter::invited(
    const accounts::Actor &actor, const std::vector<wire::Member> &members, Action action, accounts::Object object)
{
    Invited result;
    auto policy = m_people.policy(actor.school);
    if (!policy)
        return policy.error();
    object.policy = *policy;
    for (const wire::Member &member : members) {
        if (member.user == actor.user)
            continue;
        const auto same = [&](const people::Person &known) { return known.id == member.user; };
        if (std::any_of(result.people.begin(), result.people.end(), same))
            continue;
        auto person = m_people.find(member.user);
        if (!person)
            return person.error();
        if (!*person) {
            result.refusal = Errc::NotFound;
            return result;
        }
        object.person = **person;
        if (auto allowed = accounts::authorise(actor, action, object); !allowed) {
            result.refusal = allowed.code();
            return result;
        }
        result.people.push_back(std::move(**person));
    }
    return result;
}

Result<Changed> ConversationWriter::create(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    const bool direct = change.kind == wire::ConversationKind::Direct;
    if (change.kind == wire::ConversationKind::Class)
        return refused(Errc::Forbidden); // the school makes them
    if (int(change.members.size()) >= m_maxMembers)
        return refused(Errc::TooLarge);
    if (!direct && change.title.trimmed().isEmpty())
        return refused(Errc::Invalid);
    auto others = invited(actor, change.members, direct ? Action::CreateDirect : Action::CreateGroup, {});
    if (!others)
        return others.error();
    if (others->refusal)
        return refused(*others->refusal);
    if (direct ? others->people.size() != 1 : others->people.empty())
        return refused(Errc::Invalid);
    if (direct) {
        auto pair = existingPair(actor.user, others->people.front().id);
        if (!pair)
            return pair.error();
        if (*pair) {
            Changed changed;
            changed.conversation = **pair;
            return changed;
        }
    }
    auto self = m_people.find(actor.user);
    if (!self)
        return self.error();
    if (!*self)
        return refused(Errc::Forbidden);
    auto taken = m_cache.find(change.conversation);
    if (!taken)
        return taken.error();
    if (*taken)
        return refused(Errc::Conflict);
    auto inserted = insertConversation(actor, change, now);
    if (!inserted)
        return inserted.error();
    ConversationState &state = **inserted;
    auto everybody = others->people;
    everybody.push_back(**self);
    Changed changed;
    for (const people::Person &person : everybody) {
        const bool owner = !direct && person.id == actor.user;
        if (auto done = insertMember(state.row, person.id, owner, Seq { 1 }); !done)
            return done.error();
        changed.joined.push_back(person.id);
    }
    if (direct) {
        const auto [low, high] = std::minmax(actor.user, others->people.front().id);
        if (auto done = m_insertPair.run(low, high, state.row); !done)
            return done.error();
    }
    wire::Conversation logged = change;
    logged.members = describe(everybody);
    return finish(state, actor, std::move(logged), now, std::move(changed));
}

Result<std::optional<ConversationId>> ConversationWriter::existingPair(UserId a, UserId b)
{
    const auto [low, high] = std::minmax(a, b);
    auto rows = m_pair.query(low, high);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<ConversationId>();
    return std::optional(rows->id<ConversationId>(0));
}

Result<ConversationState *> ConversationWriter::insertConversation(
    const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    const bool direct = change.kind == wire::ConversationKind::Direct;
    const QString title = direct ? QString() : change.title.trimmed();
    auto inserted = m_insertConversation.run(change.conversation, actor.school, change.kind, title, now);
    if (!inserted)
        return inserted.error();
    auto state = m_cache.find(change.conversation);
    if (state && !*state)
        return { Errc::Corrupt, QStringLiteral("a new conversation is not there") };
    return state;
}

Result<void> ConversationWriter::insertMember(qint64 row, UserId user, bool owner, Seq first)
{
    auto inserted = m_insertMember.run(row, user, owner, first);
    if (!inserted)
        return inserted.error();
    if (*inserted == 0) {
        if (auto again = m_rejoin.run(first, owner, row, user); !again)
            return again.error();
    }
    return {};
}

std::vector<wire::Member> ConversationWriter::describe(const std::vector<people::Person> &people)
{
    std::vector<wire::Member> members;
    members.reserve(people.size());
    for (const people::Person &person : people)
        members.push_back({ person.id, false, person.name, toWire(person.role), person.label });
    return members;
}

/// Logs the change, and reads the roster anew.
Result<Changed> ConversationWriter::finish(
    ConversationState &state, const accounts::Actor &actor, wire::Conversation change, UtcTime now, Changed changed)
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

Result<Changed> ConversationWriter::rename(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::RenameConversation, object); !allowed)
        return refused(allowed.code());
    const QString title = change.title.trimmed();
    if (title.isEmpty())
        return refused(Errc::Invalid);
    if (auto done = m_rename.run(title, (*state)->row); !done)
        return done.error();
    wire::Conversation logged = change;
    logged.title = title;
    logged.members.clear();
    return finish(**state, actor, std::move(logged), now, {});
}

Result<Changed> ConversationWriter::addMembers(
    const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::AddMembers, object); !allowed)
        return refused(allowed.code());
    auto others = invited(actor, change.members, Action::AddMembers, object);
    if (!others)
        return others.error();
    if (others->refusal)
        return refused(*others->refusal);
    const SharedRoster before = (*state)->roster;
    std::erase_if(others->people, [&](const people::Person &person) {
        const RosterMember *member = before->find(person.id);
        return member && member->isPresent();
    });
    if (before->present() + int(others->people.size()) > m_maxMembers)
        return refused(Errc::TooLarge);
    if (others->people.empty()) {
        Changed unchanged;
        unchanged.conversation = change.conversation;
        return unchanged;
    }
    Changed changed;
    // Newcomers see the entry that brings them, and what follows.
    const Seq first = next((*state)->head);
    for (const people::Person &person : others->people) {
        if (auto done = insertMember((*state)->row, person.id, false, first); !done)
            return done.error();
        changed.joined.push_back(person.id);
    }
    wire::Conversation logged = change;
    logged.members = describe(others->people);
    logged.title.clear();
    return finish(**state, actor, std::move(logged), now, std::move(changed));
}

Result<Changed> ConversationWriter::removeMembers(
    const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    const bool leaving = change.members.size() == 1 && change.members.front().user == actor.user;
    const Action action = leaving ? Action::LeaveConversation : Action::RemoveMembers;
    if (auto allowed = accounts::authorise(actor, action, object); !allowed)
        return refused(allowed.code());
    Changed changed;
    std::vector<people::Person> people;
    // The leaving entry is the last that they see.
    const Seq last = next((*state)->head);
    for (const wire::Member &member : change.members) {
        auto left = m_leave.run(last, (*state)->row, member.user);
        if (!left)
            return left.error();
        if (*left == 0)
            continue;
        changed.removed.push_back(member.user);
        auto person = m_people.find(member.user);
        if (!person)
            return person.error();
        people::Person gone;
        gone.id = member.user;
        people.push_back(person->value_or(gone));
    }
    if (changed.removed.empty()) {
        changed.conversation = change.conversation;
        return changed;
    }
    wire::Conversation logged = change;
    logged.members = describe(people);
    logged.title.clear();
    return finish(**state, actor, std::move(logged), now, std::move(changed));
}

Result<Changed> ConversationWriter::settings(const accounts::Actor &actor, const wire::Conversation &change)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::ChangeSettings, object); !allowed)
        return refused(allowed.code());
    if (!change.settings)
        return refused(Errc::Invalid);
    const auto &settings = *change.settings;
    auto done = m_settings.run(settings.mutedUntil, settings.archived, settings.pinned, (*state)->row, actor.user);
    if (!done)
        return done.error();
    Changed changed;
    changed.conversation = change.conversation;
    return changed;
}

} // namespace pc::relay::log
