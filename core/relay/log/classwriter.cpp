// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/classwriter.h"

#include <algorithm>
#include <utility>

namespace pc::relay::log {

namespace {

using accounts::Action;

/// The school itself, with the rights of its office; no person and no device of anybody.
accounts::Actor officeOf(SchoolId school)
{
    return { people::schoolAsUser(school), people::Role::Administrator, school, DeviceId { school.raw() } };
}

/// A class as the office sees it, which need not be in it.
accounts::Object objectFor(const Roster &roster)
{
    accounts::Object object;
    object.school = roster.school;
    object.schoolRun = roster.kind == wire::ConversationKind::Class;
    return object;
}

wire::Conversation loggedChange(const ClassChange &change, const std::vector<people::Person> &people)
{
    wire::Conversation logged;
    logged.conversation = change.conversation;
    logged.message = change.message;
    logged.op = change.op;
    logged.kind = wire::ConversationKind::Class;
    logged.title = change.name.trimmed();
    logged.members = ConversationTable::describe(people);
    return logged;
}

Changed unchanged(const ConversationState &state)
{
    Changed changed;
    changed.conversation = state.id;
    changed.roster = state.roster;
    return changed;
}

} // namespace

Result<Changed> ClassWriter::apply(const ClassChange &change, UtcTime now)
{
    if (change.members.empty())
        return Changed::refused(Errc::Invalid);
    if (change.op == wire::ConversationOp::Create)
        return create(change, now);
    auto state = m_cache.find(change.conversation);
    if (!state)
        return state.error();
    if (!*state)
        return Changed::refused(Errc::NotFound);
    const Roster &roster = *(*state)->roster;
    if (auto allowed = accounts::authorise(officeOf(roster.school), Action::RunClass, objectFor(roster)); !allowed)
        return Changed::refused(allowed.code());
    if (change.op == wire::ConversationOp::AddMembers)
        return addMembers(**state, change, now);
    if (change.op == wire::ConversationOp::RemoveMembers)
        return removeMembers(**state, change, now);
    return Changed::refused(Errc::Invalid);
}

Result<ClassWriter::Chosen> ClassWriter::choose(
    const accounts::Actor &office, Action action, accounts::Object object, const std::vector<UserId> &users)
{
    Chosen chosen;
    for (const UserId user : users) {
        const auto same = [user](const people::Person &known) { return known.id == user; };
        if (std::ranges::any_of(chosen.people, same))
            continue;
        auto person = m_people.find(user);
        if (!person)
            return person.error();
        if (!*person) {
            chosen.refusal = Errc::NotFound;
            return chosen;
        }
        object.person = **person;
        if (auto allowed = accounts::authorise(office, action, object); !allowed) {
            chosen.refusal = allowed.code();
            return chosen;
        }
        chosen.people.push_back(std::move(**person));
    }
    return chosen;
}

Result<Changed> ClassWriter::create(const ClassChange &change, UtcTime now)
{
    if (change.name.trimmed().isEmpty())
        return Changed::refused(Errc::Invalid);
    const accounts::Actor office = officeOf(change.school);
    auto chosen = choose(office, Action::CreateClass, {}, change.members);
    if (!chosen)
        return chosen.error();
    if (chosen->refusal)
        return Changed::refused(*chosen->refusal);
    if (int(chosen->people.size()) > m_maxMembers)
        return Changed::refused(Errc::TooLarge);
    auto taken = m_cache.find(change.conversation);
    if (!taken)
        return taken.error();
    if (*taken)
        return Changed::refused(Errc::Conflict);
    const wire::Conversation logged = loggedChange(change, chosen->people);
    auto inserted = m_table.insert(change.school, logged, now);
    if (!inserted)
        return inserted.error();
    ConversationState &state = **inserted;
    Changed changed;
    for (const people::Person &person : chosen->people) {
        if (auto joined = m_table.join(state.row, person.id, false, Seq { 1 }); !joined)
            return joined.error();
        changed.joined.push_back(person.id);
    }
    return m_table.finish(state, office, logged, now, std::move(changed));
}

Result<Changed> ClassWriter::addMembers(ConversationState &state, const ClassChange &change, UtcTime now)
{
    const SharedRoster before = state.roster;
    const accounts::Actor office = officeOf(before->school);
    auto chosen = choose(office, Action::RunClass, objectFor(*before), change.members);
    if (!chosen)
        return chosen.error();
    if (chosen->refusal)
        return Changed::refused(*chosen->refusal);
    std::erase_if(chosen->people, [&before](const people::Person &person) {
        const RosterMember *member = before->find(person.id);
        return member && member->isPresent();
    });
    if (before->present() + int(chosen->people.size()) > m_maxMembers)
        return Changed::refused(Errc::TooLarge);
    if (chosen->people.empty())
        return unchanged(state);
    Changed changed;
    // Newcomers see the entry that brings them, and what follows.
    const Seq first = next(state.head);
    for (const people::Person &person : chosen->people) {
        if (auto joined = m_table.join(state.row, person.id, false, first); !joined)
            return joined.error();
        changed.joined.push_back(person.id);
    }
    return m_table.finish(state, office, loggedChange(change, chosen->people), now, std::move(changed));
}

Result<Changed> ClassWriter::removeMembers(ConversationState &state, const ClassChange &change, UtcTime now)
{
    Changed changed;
    std::vector<people::Person> gone;
    // The entry that takes them out is the last that they see.
    const Seq last = next(state.head);
    for (const UserId user : change.members) {
        auto left = m_table.leave(state.row, user, last);
        if (!left)
            return left.error();
        if (!*left)
            continue;
        changed.removed.push_back(user);
        auto person = m_people.find(user); // not there when they are disabled, and go all the same
        if (!person)
            return person.error();
        people::Person nameless;
        nameless.id = user;
        gone.push_back(person->value_or(nameless));
    }
    if (changed.removed.empty())
        return unchanged(state);
    return m_table.finish(state, officeOf(state.roster->school), loggedChange(change, gone), now, std::move(changed));
}

} // namespace pc::relay::log
