// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/translate.h"

namespace pc::session {

chat::ConversationKind fromWire(wire::ConversationKind kind)
{
    switch (kind) {
    case wire::ConversationKind::Direct:
        return chat::ConversationKind::Direct;
    case wire::ConversationKind::Group:
        return chat::ConversationKind::Group;
    case wire::ConversationKind::Class:
        return chat::ConversationKind::Class;
    }
    return chat::ConversationKind::Group;
}

chat::ReceiptKind fromWire(wire::ReceiptKind kind)
{
    switch (kind) {
    case wire::ReceiptKind::Delivered:
        return chat::ReceiptKind::Delivered;
    case wire::ReceiptKind::Read:
        return chat::ReceiptKind::Read;
    }
    return chat::ReceiptKind::Delivered;
}

people::Role fromWire(wire::PersonRole role)
{
    switch (role) {
    case wire::PersonRole::Guardian:
        return people::Role::Guardian;
    case wire::PersonRole::Staff:
        return people::Role::Staff;
    case wire::PersonRole::Administrator:
        return people::Role::Administrator;
    }
    return people::Role::Guardian;
}

people::Presence fromWire(const wire::Presence &presence)
{
    switch (presence.status) {
    case wire::PresenceStatus::Offline:
        return { people::PresenceStatus::Offline, presence.lastSeen };
    case wire::PresenceStatus::Away:
        return { people::PresenceStatus::Away, std::nullopt };
    case wire::PresenceStatus::Online:
        return { people::PresenceStatus::Online, std::nullopt };
    }
    return {};
}

groups::LogEntry entryOf(const wire::Message &frame)
{
    return { frame.conversation, frame.seq, groups::EntryKind::Message, frame.message, frame.sender, frame.device,
        frame.sentAt, frame.content };
}

groups::LogEntry entryOf(const wire::Handshake &frame)
{
    groups::LogEntry entry { frame.conversation, frame.seq, groups::EntryKind::Commit, frame.message, frame.sender,
        frame.device, frame.sentAt, frame.content };
    switch (frame.op) {
    case wire::HandshakeOp::Create:
        entry.kind = groups::EntryKind::Create;
        break;
    case wire::HandshakeOp::Propose:
        entry.kind = groups::EntryKind::Propose;
        break;
    case wire::HandshakeOp::Commit:
        break;
    }
    return entry;
}

groups::LogEntry entryOf(const wire::Conversation &frame)
{
    return { frame.conversation, frame.seq, groups::EntryKind::Event, frame.message, frame.actor, frame.device,
        frame.sentAt, {} };
}

wire::Handshake toWire(const groups::HandshakeDraft &draft)
{
    wire::Handshake frame;
    frame.conversation = draft.conversation;
    frame.message = draft.message;
    frame.op = draft.op == groups::DraftOp::Create ? wire::HandshakeOp::Create : wire::HandshakeOp::Commit;
    frame.epoch = draft.epoch;
    frame.content = draft.content;
    frame.tree = draft.tree;
    frame.welcome = draft.welcome;
    frame.groupInfo = draft.groupInfo;
    return frame;
}

std::optional<Error> refusal(const link::Answer &answer)
{
    if (const auto *reply = std::get_if<wire::ErrorReply>(&answer))
        return Error { reply->code, reply->message };
    if (const auto *error = std::get_if<Error>(&answer))
        return *error;
    return std::nullopt;
}

} // namespace pc::session
