// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/authorise.h"

namespace pc::relay::accounts {

namespace {

Result<void> noSuchObject()
{
    return { Errc::NotFound, QStringLiteral("no such object") };
}

Result<void> allowIf(bool allowed)
{
    if (allowed)
        return {};
    return { Errc::Forbidden, QStringLiteral("not allowed") };
}

bool mayWriteToPerson(const Actor &actor, const Object &object)
{
    if (!object.person)
        return false;
    people::Person self;
    self.id = actor.user;
    self.school = actor.school;
    self.role = actor.role;
    return people::mayWriteTo(self, *object.person, object.policy);
}

Result<void> authoriseCreation(const Actor &actor, Action action, const Object &object)
{
    if (!mayWriteToPerson(actor, object))
        return noSuchObject();
    if (action == Action::CreateClass)
        return allowIf(actor.role == people::Role::Administrator);
    return allowIf(action == Action::CreateDirect || people::mayCreateGroup(actor.role, object.policy));
}

/// The owner leads a group; a class is led by the school's office, which also helps in groups that it is in.
bool leads(const Actor &actor, const Object &object)
{
    const bool office = actor.role == people::Role::Administrator;
    return !object.direct && (office || (object.relation == Relation::Own && !object.schoolRun));
}

Result<void> authoriseConversation(const Actor &actor, Action action, const Object &object)
{
    if (object.relation == Relation::Foreign || object.school != actor.school)
        return noSuchObject();
    const bool takesPart = object.relation == Relation::Own || object.relation == Relation::Member;
    switch (action) {
    case Action::ReadConversation:
    case Action::SyncHistory: // up to where they left: the log keeps that bound
    case Action::ChangeSettings:
        return {};
    case Action::SendMessage:
    case Action::SendHandshake:
    case Action::SendReceipt:
    case Action::SendTyping:
        return allowIf(takesPart);
    case Action::AskForHistory: // of two, the other one would give what only own devices may
        return allowIf(takesPart && !object.direct);
    case Action::LeaveConversation:
        return allowIf(takesPart && !object.direct && !object.schoolRun);
    case Action::RenameConversation:
    case Action::RemoveMembers:
        return allowIf(takesPart && leads(actor, object));
    case Action::AddMembers:
        if (!takesPart || !leads(actor, object))
            return allowIf(false);
        // Once for the conversation, then once for each person who is to be added.
        return !object.person || mayWriteToPerson(actor, object) ? Result<void>() : noSuchObject();
    case Action::CreateDirect:
    case Action::CreateGroup:
    case Action::CreateClass:
    case Action::RunClass:
    case Action::SeePerson:
    case Action::SeeDirectory:
    case Action::SeeSelf:
    case Action::SeeDevices:
    case Action::ListDevices:
    case Action::LinkDevices:
    case Action::RevokeDevice:
    case Action::ChangePassword:
    case Action::KeepArchive:
    case Action::Recover:
    case Action::AdministerSchool:
    case Action::AdministerRelay:
        break; // not about a conversation
    }
    return noSuchObject();
}

Result<void> authoriseClass(const Actor &actor, const Object &object)
{
    if (!object.schoolRun || object.school != actor.school)
        return noSuchObject();
    if (actor.role != people::Role::Administrator)
        return object.relation == Relation::Foreign ? noSuchObject() : allowIf(false);
    return !object.person || mayWriteToPerson(actor, object) ? Result<void>() : noSuchObject();
}

Result<void> authorisePerson(const Actor &actor, const Object &object)
{
    if (object.person && object.person->id == actor.user)
        return {};
    // Who shares a conversation knows the other's name already.
    if (object.person && object.person->school == actor.school && object.relation != Relation::Foreign)
        return {};
    return mayWriteToPerson(actor, object) ? Result<void>() : noSuchObject();
}

} // namespace

Result<void> authorise(const Actor &actor, Action action, const Object &object)
{
    switch (action) {
    case Action::CreateDirect:
    case Action::CreateGroup:
    case Action::CreateClass:
        return authoriseCreation(actor, action, object);
    case Action::ReadConversation:
    case Action::SyncHistory:
    case Action::AskForHistory:
    case Action::SendMessage:
    case Action::SendHandshake:
    case Action::SendReceipt:
    case Action::SendTyping:
    case Action::RenameConversation:
    case Action::AddMembers:
    case Action::RemoveMembers:
    case Action::LeaveConversation:
    case Action::ChangeSettings:
        return authoriseConversation(actor, action, object);
    case Action::RunClass:
        return authoriseClass(actor, object);
    case Action::SeePerson:
        return authorisePerson(actor, object);
    case Action::SeeDirectory:
        return object.school == actor.school ? Result<void>() : noSuchObject();
    case Action::SeeDevices:
        return object.person && object.person->school == actor.school ? Result<void>() : noSuchObject();
    case Action::SeeSelf:
    case Action::ListDevices:
    case Action::LinkDevices:
    case Action::RevokeDevice:
    case Action::ChangePassword:
    case Action::KeepArchive:
    case Action::Recover:
        return object.relation == Relation::Own ? Result<void>() : noSuchObject();
    case Action::AdministerSchool:
        return object.school == actor.school ? allowIf(actor.role == people::Role::Administrator) : noSuchObject();
    case Action::AdministerRelay:
        break;
    }
    return noSuchObject();
}

} // namespace pc::relay::accounts
