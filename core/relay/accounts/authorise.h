// SPDX-License-Identifier: GPL-3.0-or-later
// The one answer to "may they?". Asked before every read and every write of the relay; a pure function over values, so
// that its whole table can be tested.

#pragma once

#include "core/relay/accounts/actor.h"

#include <optional>

namespace pc::relay::accounts {

enum class Action : quint8 {
    // Conversations.
    CreateDirect, ///< Object: the other person.
    CreateGroup,
    ReadConversation, ///< History, members, heads, receipts.
    SendMessage,
    SendReceipt,
    SendTyping,
    RenameConversation,
    AddMember, ///< Object: the conversation; whom is checked by CreateDirect's rule too.
    RemoveMember,
    LeaveConversation,
    ChangeOwnSettings,
    // People and devices.
    SeePerson, ///< Object: the person.
    ListOwnDevices,
    RevokeDevice, ///< Object: the device's owner.
    ChangePassword,
};

/// What the object is to the actor.
enum class Relation : quint8 {
    Foreign, ///< None, or it does not exist: the two look the same.
    Own, ///< Oneself, an own device.
    Owner, ///< Member of the conversation, with the owner's rights.
    Member,
    Former, ///< Was a member: may read what was there, no more.
};

struct Object
{
    SchoolId school;
    Relation relation = Relation::Foreign;
    bool direct = false; ///< A conversation of two: nobody renames, joins or leaves it.
    bool schoolRun = false; ///< A class: its roster is the school's.
    std::optional<people::Role> role; ///< Of the person, where the object is one.

    bool operator==(const Object &) const = default;
};

bool authorise(const Actor &actor, Action action, const Object &object);

} // namespace pc::relay::accounts
