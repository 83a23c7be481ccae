// SPDX-License-Identifier: GPL-3.0-or-later
// Invitations by letter as JSON.

#include "app/headless/values.h"
#include "core/base/time.h"

namespace pc::headless {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(session::InvitationState state)
{
    switch (state) {
    case session::InvitationState::Open:
        return u"open"_s;
    case session::InvitationState::Confirming:
        return u"confirming"_s;
    case session::InvitationState::Expired:
        return u"expired"_s;
    case session::InvitationState::Refused:
        return u"refused"_s;
    case session::InvitationState::Unreadable:
        break;
    }
    return u"unreadable"_s;
}

} // namespace

QJsonObject toJson(const session::Invitation &invitation)
{
    return { { u"invitation"_s, text(invitation.id) }, { u"person"_s, toJson(invitation.person) },
        { u"written"_s, toMilliseconds(invitation.written) }, { u"expires"_s, toMilliseconds(invitation.expires) },
        { u"state"_s, nameOf(invitation.state) }, { u"relay"_s, invitation.relay.toString() },
        { u"invite"_s, invitation.code }, { u"letter"_s, invitation.letter } };
}

} // namespace pc::headless
