// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/conversationwriter.h"

#include <algorithm>
#include <utility>

namespace pc::relay::log {

namespace {

using accounts::Action;

} // namespace

ConversationWriter::ConversationWriter(sql::Database &database, ConversationCache &cache, Appender &appender,
    ConversationTable &table, PeopleTable &people, int maxMembers)
    : m_cache(cache)
    , m_appender(appender)
    , m_table(table)
    , m_people(people)
    , m_maxMembers(maxMembers)
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
    return Changed::refused(Errc::Invalid);
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
        return std::optional(Changed::refused(Errc::Conflict));
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
        return Changed::refused(Errc::Forbidden); // the school makes them
    if (int(change.members.size()) >= m_maxMembers)
        return Changed::refused(Errc::TooLarge);
    if (!direct && change.title.trimmed().isEmpty())
        return Changed::refused(Errc::Invalid);
    auto others = invited(actor, change.members, direct ? Action::CreateDirect : Action::CreateGroup, {});
    if (!others)
        return others.error();
    if (others->refusal)
        return Changed::refused(*others->refusal);
    if (direct ? others->people.size() != 1 : others->people.empty())
        return Changed::refused(Errc::Invalid);
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
        return Changed::refused(Errc::Forbidden);
    auto taken = m_cache.find(change.conversation);
    if (!taken)
        return taken.error();
    if (*taken)
        return Changed::refused(Errc::Conflict);
    auto inserted = m_table.insert(actor.school, change, now);
    if (!inserted)
        return inserted.error();
    ConversationState &state = **inserted;
    auto everybody = others->people;
    everybody.push_back(**self);
    Changed changed;
    for (const people::Person &person : everybody) {
        const bool owner = !direct && person.id == actor.user;
        if (auto done = m_table.join(state.row, person.id, owner, Seq { 1 }); !done)
            return done.error();
        changed.joined.push_back(person.id);
    }
    if (direct) {
        const auto [low, high] = std::minmax(actor.user, others->people.front().id);
        if (auto done = m_insertPair.run(low, high, state.row); !done)
            return done.error();
    }
    wire::Conversation logged = change;
    logged.members = ConversationTable::describe(everybody);
    return m_table.finish(state, actor, logged, now, std::move(changed));
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

Result<Changed> ConversationWriter::rename(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::RenameConversation, object); !allowed)
        return Changed::refused(allowed.code());
    const QString title = change.title.trimmed();
    if (title.isEmpty())
        return Changed::refused(Errc::Invalid);
    if (auto done = m_table.rename((*state)->row, title); !done)
        return done.error();
    wire::Conversation logged = change;
    logged.title = title;
    logged.members.clear();
    return m_table.finish(**state, actor, logged, now, {});
}

Result<Changed> ConversationWriter::addMembers(
    const accounts::Actor &actor, const wire::Conversation &change, UtcTime now)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::AddMembers, object); !allowed)
        return Changed::refused(allowed.code());
    auto others = invited(actor, change.members, Action::AddMembers, object);
    if (!others)
        return others.error();
    if (others->refusal)
        return Changed::refused(*others->refusal);
    const SharedRoster before = (*state)->roster;
    std::erase_if(others->people, [&](const people::Person &person) {
        const RosterMember *member = before->find(person.id);
        return member && member->isPresent();
    });
    if (before->present() + int(others->people.size()) > m_maxMembers)
        return Changed::refused(Errc::TooLarge);
    if (others->people.empty()) {
        Changed unchanged;
        unchanged.conversation = change.conversation;
        return unchanged;
    }
    Changed changed;
    // Newcomers see the entry that brings them, and what follows.
    const Seq first = next((*state)->head);
    for (const people::Person &person : others->people) {
        if (auto done = m_table.join((*state)->row, person.id, false, first); !done)
            return done.error();
        changed.joined.push_back(person.id);
    }
    wire::Conversation logged = change;
    logged.members = ConversationTable::describe(others->people);
    logged.title.clear();
    return m_table.finish(**state, actor, logged, now, std::move(changed));
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
        return Changed::refused(allowed.code());
    Changed changed;
    std::vector<people::Person> people;
    // The leaving entry is the last that they see.
    const Seq last = next((*state)->head);
    for (const wire::Member &member : change.members) {
        auto left = m_table.leave((*state)->row, member.user, last);
        if (!left)
            return left.error();
        if (!*left)
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
    logged.members = ConversationTable::describe(people);
    logged.title.clear();
    return m_table.finish(**state, actor, logged, now, std::move(changed));
}

Result<Changed> ConversationWriter::settings(const accounts::Actor &actor, const wire::Conversation &change)
{
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    const auto object = Roster::objectFor(*state ? (*state)->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, Action::ChangeSettings, object); !allowed)
        return Changed::refused(allowed.code());
    if (!change.settings)
        return Changed::refused(Errc::Invalid);
    if (auto done = m_table.setSettings((*state)->row, actor.user, *change.settings); !done)
        return done.error();
    Changed changed;
    changed.conversation = change.conversation;
    return changed;
}

} // namespace pc::relay::log
