// SPDX-License-Identifier: GPL-3.0-or-later
// authorise(): the one place that says who may do what. A pure function over values: the caller looks the object up,
// and an object that does not exist is Object::absent(), so that "absent" and "not yours" cannot be told apart.

#pragma once

#include "core/base/result.h"
#include "core/people/rules.h"
#include "core/relay/accounts/actor.h"

#include <optional>

namespace pc::relay::accounts {

enum class Action : quint8 {
    // With a conversation that is to be: the object is one of its other members, each is asked about.
    CreateDirect,
    CreateGroup,
    CreateClass, ///< The school's office alone.
    // With a conversation.
    ReadConversation,
    SyncHistory,
    AskForHistory, ///< Of other members' devices: what one's own ones have lost.
    SendMessage,
    SendHandshake,
    SendReceipt,
    SendTyping,
    RenameConversation,
    AddMembers, ///< Also asks for each person added: Object::person.
    RemoveMembers,
    LeaveConversation,
    ChangeSettings, ///< One's own: mute, archive, pin.
    RunClass, ///< Choose who is in a class without being in it; also asks for each person added.
    // With persons.
    SeePerson, ///< In the directory, in presence, for their key packages.
    SeeDirectory,
    SeeSelf,
    SeeDevices, ///< What somebody's account key says of their devices: for everybody who could meet them in a conversation.
    // With one's devices and one's way to sign in.
    ListDevices,
    LinkDevices,
    RevokeDevice,
    ChangePassword,
    KeepArchive, ///< One's sealed history.
    Recover, ///< What one's recovery sheet opens.
    // With the school.
    AdministerSchool, ///< Its people, invites and policy.
    AdministerRelay, ///< Schools, keys: nobody over the network; only who may read the data directory.
};

inline constexpr Action kLastAction = Action::AdministerRelay;

/// What the object is to the actor.
enum class Relation : quint8 {
    Own, ///< One's own device or self; a conversation that one owns.
    Member,
    Former, ///< Was a member.
    Foreign,
};

inline constexpr Relation kLastRelation = Relation::Foreign;

struct Object
{
    SchoolId school;
    Relation relation = Relation::Foreign;
    bool direct = false; ///< A conversation of two: nobody renames, joins or leaves it.
    bool schoolRun = false; ///< A class: who is in it is the school's to choose.
    people::SchoolPolicy policy; ///< Of the actor's school.
    std::optional<people::Person> person; ///< Of SeePerson and of members to be.

    /// What stands for an object that was not found.
    static Object absent() { return {}; }
};

/// Errors: NotFound, when the actor may not even know that the object exists; Forbidden, when they see it but may not do
/// this with it.
Result<void> authorise(const Actor &actor, Action action, const Object &object);

} // namespace pc::relay::accounts
