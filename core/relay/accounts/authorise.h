// SPDX-License-Identifier: GPL-3.0-or-later
// authorise(): the one answer to "may they?". Asked before every read and every write of the relay; a pure function over
// values, so that its whole table can be tested. The caller looks the object up; one that does not exist is
// Object::absent(), so "absent" and "not yours" cannot be told apart.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/actor.h"

#include <optional>

namespace pc::relay::accounts {

enum class Action : quint8 {
    // Conversations.
    CreateDirect, ///< Object: the other person.
    CreateGroup, ///< Object: the school; each member is asked about with CreateDirect.
    ReadConversation, ///< Members, title, heads.
    SyncHistory, ///< Entries and receipts; how far back and forth is the log's to bound.
    SendMessage,
    SendHandshake,
    SendReceipt,
    SendTyping,
    RenameConversation,
    AddMember, ///< Object: the conversation; each person is asked about with CreateDirect.
    RemoveMember,
    LeaveConversation,
    ChangeOwnSettings, ///< Mute, archive, pin.
    // People and devices.
    SeePerson, ///< Object: the person. Also for presence and key packages.
    SeeDirectory, ///< Object: the school.
    SeeSelf,
    ListOwnDevices,
    RevokeDevice, ///< Object: the device's owner.
    ChangePassword,
    // Administration.
    AdministerSchool, ///< Object: the school. Its people, invites, policy.
    AdministerRelay, ///< Schools and keys: nobody over the network, only who may read the data directory.
};

inline constexpr Action kLastAction = Action::AdministerRelay;

/// What the object is to the actor.
enum class Relation : quint8 {
    Foreign, ///< None, or it does not exist: the two look the same.
    Own, ///< Oneself, an own device.
    Owner, ///< Member of the conversation, with the owner's rights.
    Member,
    Former, ///< Was a member: may read what was there, no more.
};

inline constexpr Relation kLastRelation = Relation::Former;

struct Object
{
    SchoolId school;
    Relation relation = Relation::Foreign;
    bool direct = false; ///< A conversation of two: nobody renames, joins or leaves it.
    bool schoolRun = false; ///< A class: its members are the school's to choose.
    std::optional<people::Role> role; ///< Of the person, where the object is one.

    bool operator==(const Object &) const = default;

    /// Stands for what was not found.
    static Object absent() { return {}; }
};

/// Errors: NotFound, when the actor may not even know that the object exists; Forbidden, when they see it, but may not do
/// this with it.
Result<void> authorise(const Actor &actor, Action action, const Object &object);

} // namespace pc::relay::accounts
