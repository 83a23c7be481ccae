// SPDX-License-Identifier: GPL-3.0-or-later
// Opens a conversation as a client does: makes it, then its group with this device alone, which are entries 1 and 2.

#pragma once

#include "core/identity/groupname.h"
#include "tests/support/groupdevice/groupdevice.h"
#include "tests/support/relay/wireclient.h"

namespace pc::test {

/// `create` lacks its ids, or has them. The conversation; zero when the relay refused.
inline ConversationId openTalk(WireClient &from, wire::Conversation create)
{
    create.op = wire::ConversationOp::Create;
    if (create.conversation == ConversationId {})
        create.conversation = ConversationId { from.newMessageId().raw() };
    create.message = from.newMessageId();
    const auto made = from.ask(create);
    const ConversationId id = made ? made->conversation.value_or(ConversationId {}) : ConversationId {};
    if (id == ConversationId {})
        return id;
    const wire::Welcome self = from.heard<wire::Welcome>().front();
    GroupDevice device(self.user, self.device, self.serverTime);
    const MadeHandshake group = device.create(identity::groupIdOf(id, 0));
    wire::Handshake begin { id, from.newMessageId(), wire::HandshakeOp::Create };
    begin.content = group.content;
    begin.tree = group.tree;
    return from.ask(begin) ? id : ConversationId {};
}

/// Of two people.
inline ConversationId openTalk(WireClient &from, UserId with)
{
    wire::Conversation create;
    create.kind = wire::ConversationKind::Direct;
    create.members = { { with, false, {}, {}, {} } };
    return openTalk(from, create);
}

} // namespace pc::test
