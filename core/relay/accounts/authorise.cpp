// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/authorise.h"

namespace pc::relay::accounts {

namespace {

Result<void> notFound()
{
    return { Errc::NotFound, QStringLiteral("no such object") };
}

Result<void> foundIf(bool found)
{
    return found ? Result<void>() : notFound();
}

Result<void> allowIf(bool allowed)
{
    if (allowed)
        return {};
    return { Errc::Forbidden, QStringLiteral("not allowed") };
}

/// people::mayWriteTo(), for a person of whom only this much is known.
bool mayWriteTo(const Actor &actor, const Object &object)
{
    if (object.relation == Relation::Own || !object.role)
        return false;
    people::Person from;
    from.id = actor.user;
    from.school = actor.school;
    from.role = actor.role;
    people::Person to;
    to.school = object.school;
    to.role = *object.role;
    return people::mayWriteTo(from, to, actor.policy);
}

/// The owner leads a group; a class is led by the school's office, which also helps in groups that it is in.
bool leads(const Actor &actor, const Object &object)
{
    const bool office = actor.role == people::Role::Administrator && object.relation != Relation::Former;
    return !object.direct && (office || (object.relation == Relation::Owner && !object.schoolRun));
}

Result<void> authoriseConversation(const Actor &actor, Action action, const Object &object)
{
    const bool takesPart = object.relation == Relation::Owner || object.relation == Relation::Member;
    if (object.school != actor.school || (!takesPart && object.relation != Relation::Former))
        return notFound();
    switch (action) {
    case Action::ReadConversation:
    case Action::SyncHistory:
    case Action::ChangeOwnSettings:
        return {};
    case Action::SendMessage:
    case Action::SendHandshake:
    case Action::SendReceipt:
    case Action::SendTyping:
        return allowIf(takesPart);
    case Action::LeaveConversation:
        return allowIf(takesPart && !object.direct && !object.schoolRun);
    case Action::RenameConversation:
    case Action::AddMember:
    case Action::RemoveMember:
        return allowIf(takesPart && leads(actor, object));
    case Action::CreateDirect:
    case Action::CreateGroup:
    case Action::SeePerson:
    case Action::SeeDirectory:
    case Action::SeeSelf:
    case Action::ListOwnDevices:
    case Action::RevokeDevice:
    case Action::ChangePassword:
    case Action::AdministerSchool:
    case Action::AdministerRelay:
        break; // not about a conversation
    }
    return notFound();
}

} // namespace

Result<void> authorise(const Actor &actor, Action action, const Object &object)
{
    switch (action) {
    case Action::CreateDirect:
        return foundIf(mayWriteTo(actor, object));
    case Action::CreateGroup:
        return object.school == actor.school ? allowIf(people::mayCreateGroup(actor.role, actor.policy)) : notFound();
    case Action::ReadConversation:
    case Action::SyncHistory:
    case Action::SendMessage:
    case Action::SendHandshake:
    case Action::SendReceipt:
    case Action::SendTyping:
    case Action::RenameConversation:
    case Action::AddMember:
    case Action::RemoveMember:
    case Action::LeaveConversation:
    case Action::ChangeOwnSettings:
        return authoriseConversation(actor, action, object);
    case Action::SeePerson: {
        // Who shares or shared a conversation knows the other already.
        const bool known = object.relation != Relation::Foreign && object.school == actor.school;
        return foundIf(known || mayWriteTo(actor, object));
    }
    case Action::SeeDirectory:
        return foundIf(object.school == actor.school);
    case Action::SeeSelf:
    case Action::ListOwnDevices:
    case Action::RevokeDevice:
    case Action::ChangePassword:
        return foundIf(object.relation == Relation::Own);
    case Action::AdministerSchool:
        return object.school == actor.school ? allowIf(actor.role == people::Role::Administrator) : notFound();
    case Action::AdministerRelay:
        return notFound();
    }
    return notFound();
}

} // namespace pc::relay::accounts
