// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/entry.h"

#include "core/wire/codec.h"
#include "core/wire/limits.h"

namespace pc::relay::log {

namespace {

wire::Payload payloadOf(const Entry &entry)
{
    switch (entry.kind) {
    case EntryKind::Message:
        return wire::Message { entry.conversation, entry.message, entry.sender, entry.device, entry.body, entry.seq,
            entry.sentAt };
    case EntryKind::Handshake:
        return wire::Handshake { entry.conversation, entry.message, 0, entry.body, {}, entry.seq };
    case EntryKind::Conversation:
        break;
    }
    wire::Conversation change;
    const auto stored = wire::decode(entry.body, wire::Encoding::Cbor, wire::kMaxHandshakeBytes);
    if (stored) {
        if (const auto *payload = std::get_if<wire::Conversation>(&stored->data))
            change = *payload;
    }
    change.conversation = entry.conversation;
    change.message = entry.message;
    change.actor = entry.sender;
    change.device = entry.device;
    change.seq = entry.seq;
    change.sentAt = entry.sentAt;
    return change;
}

} // namespace

wire::Frame toFrame(const Entry &entry)
{
    // A logged frame is named after its message: unique, and the same at each sending.
    return { FrameId { entry.message.raw() }, entry.sentAt, payloadOf(entry) };
}

QByteArray conversationBody(const wire::Conversation &change)
{
    wire::Conversation stored = change;
    stored.settings.reset();
    return wire::encode({ FrameId { change.message.raw() }, {}, stored });
}

} // namespace pc::relay::log
