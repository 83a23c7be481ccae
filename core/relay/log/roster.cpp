// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/roster.h"

#include <algorithm>

namespace pc::relay::log {

const RosterMember *Roster::find(UserId user) const
{
    const auto at = std::lower_bound(members.begin(), members.end(), user,
        [](const RosterMember &member, UserId wanted) { return member.user < wanted; });
    return at != members.end() && at->user == user ? &*at : nullptr;
}

int Roster::present() const
{
    return int(std::count_if(members.begin(), members.end(), [](const RosterMember &m) { return m.isPresent(); }));
}

accounts::Object Roster::objectFor(const Roster *roster, UserId user)
{
    accounts::Object object;
    const RosterMember *member = roster ? roster->find(user) : nullptr;
    if (!member)
        return object;
    object.school = roster->school;
    object.direct = roster->kind == wire::ConversationKind::Direct;
    object.schoolRun = roster->kind == wire::ConversationKind::Class;
    if (!member->isPresent())
        object.relation = accounts::Relation::Former;
    else
        object.relation = member->owner ? accounts::Relation::Own : accounts::Relation::Member;
    return object;
}

} // namespace pc::relay::log
