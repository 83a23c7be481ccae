// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/memberpolicy.h"

#include "core/identity/lifetimes.h"
#include "core/mls_public/profile.h"
#include "core/store/store.h"

#include <algorithm>

namespace pc::groups {

Result<Roster> Roster::load(store::Store &store, ConversationId conversation)
{
    Roster roster;
    auto row = store.conversations.find(conversation);
    if (!row)
        return row.error();
    roster.m_isKnown = *row && (*row)->known && !(*row)->left;
    auto people = store.members.all(conversation);
    if (!people)
        return people.error();
    for (const store::Membership &person : *people)
        roster.m_people.emplace(person.user, person);
    if (*row) {
        if (auto found = roster.findGap(store, **row); !found)
            return found.error();
    }
    return roster;
}

/// A State says something of everybody, so the least of what was said last is at least as new as it. Nothing at all was said
/// of those who only confirmed something.
Result<void> Roster::findGap(store::Store &store, const store::ConversationRow &row)
{
    Seq told = row.head;
    for (const auto &[user, membership] : m_people) {
        if (membership.changed > Seq {})
            told = std::min(told, membership.changed);
    }
    auto held = store.held.held(row.id);
    if (!held)
        return held.error();
    const auto gaps = store::missing(*held, { next(told), row.head });
    m_knownUpTo = gaps.empty() ? kNow : previous(gaps.front().first);
    return {};
}

bool Roster::isMember(UserId user) const
{
    const auto person = m_people.find(user);
    return person != m_people.end() && person->second.isPresent;
}

bool Roster::mayHaveBeenMember(UserId user, Seq at) const
{
    const auto person = m_people.find(user);
    return person != m_people.end() && (person->second.isPresent || person->second.changed > at);
}

std::vector<UserId> Roster::members() const
{
    std::vector<UserId> users;
    for (const auto &[user, membership] : m_people) {
        if (membership.isPresent)
            users.push_back(user);
    }
    return users;
}

bool MemberPolicy::mayEnter(const identity::DeviceCertificate &certificate) const
{
    return m_strictness == Strictness::WholeTree || m_roster.mayHaveBeenMember(certificate.user, m_at);
}

/// Whose device is signed out for good only the relay knows, and it took the change. Who was taken out without a reason
/// comes in by themselves.
bool MemberPolicy::mayStay(const identity::DeviceCertificate &) const
{
    return false;
}

mls::Rules rulesOf(const MemberPolicy &policy, UtcTime now)
{
    return { .credentials = policy,
        .proposals = policy,
        .lifetimes = identity::lifetimeRules(now),
        .mostMembers = mls::kMostMembers,
        .mostOpenProposals = mls::kMostOpenProposals };
}

} // namespace pc::groups
