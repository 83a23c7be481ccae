// SPDX-License-Identifier: GPL-3.0-or-later
// Invitations by letter, as an administrator sees them. Values.

#pragma once

#include "core/base/time.h"
#include "core/identity/letter.h"
#include "core/people/person.h"

#include <QString>
#include <QUrl>

namespace pc::session {

struct InvitationRequest
{
    QString name;
    people::Role role = people::Role::Guardian;
    QString label; ///< What the school calls them; may be empty.
    int days = 30; ///< 1 to 90.

    bool operator==(const InvitationRequest &) const = default;
};

enum class InvitationState : quint8 {
    Open, ///< Nobody came with it.
    Confirming, ///< Whoever it invites came; the school confirms them as soon as it can.
    Expired,
    Refused, ///< Somebody came who does not have it, or once more: nobody is confirmed by it.
    Unreadable, ///< Written before this administrator began anew, or not as it was written.
};

struct Invitation
{
    identity::LetterId id;
    people::Person person; ///< Who will be, as the letter says. Nothing but an id where it is Unreadable.
    UtcTime written;
    UtcTime expires;
    InvitationState state = InvitationState::Open;
    QUrl
        relay; ///< These three make the link; only while it is Open. Secret: whoever has it is confirmed as this person.
    QString code;
    QString letter;

    bool operator==(const Invitation &) const = default;
};

} // namespace pc::session
