// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/entry.h"

#include "core/wire/codec.h"
#include "core/wire/limits.h"

namespace pc::relay::log {

namespace {

/// What was stored, with what the log says about it filled in.
template<typename Stored>
Stored storedFrame(const Entry &entry)
{
    Stored frame;
    const auto stored = wire::decode(entry.body, wire::Encoding::Cbor, wire::kMaxHandshakeBytes);
    if (stored) {
        if (const auto *payload = std::get_if<Stored>(&stored->data))
            frame = *payload;
    }
    frame.conversation = entry.conversation;
    frame.message = entry.message;
    frame.device = entry.device;
    frame.seq = entry.seq;
    frame.sentAt = entry.sentAt;
    return frame;
}

wire::Payload payloadOf(const Entry &entry)
{
    switch (entry.kind) {
    case EntryKind::Message:
        return wire::Message { entry.conversation, entry.message, entry.sender, entry.device, entry.body, entry.seq,
            entry.sentAt, entry.tag };
    case EntryKind::Handshake: {
        auto handshake = storedFrame<wire::Handshake>(entry);
        handshake.sender = entry.sender;
        return handshake;
    }
    case EntryKind::Conversation:
    case EntryKind::Erased:
        break;
    }
    auto change = storedFrame<wire::Conversation>(entry);
    change.actor = entry.sender;
    return change;
}

} // namespace

wire::Frame toFrame(const Entry &entry)
{
    // A logged frame is named after its message: unique, and the same at each sending.
    return { FrameId { entry.message.raw() }, entry.sentAt, payloadOf(entry) };
}

QByteArray handshakeBody(const wire::Handshake &handshake)
{
    // What only the relay and newcomers need is kept elsewhere, and goes when it is used.
    wire::Handshake stored = handshake;
    stored.tree.clear();
    stored.welcome.clear();
    stored.groupInfo.clear();
    return wire::encode({ FrameId { handshake.message.raw() }, {}, stored });
}

QByteArray conversationBody(const wire::Conversation &change)
{
    wire::Conversation stored = change;
    stored.settings.reset();
    return wire::encode({ FrameId { change.message.raw() }, {}, stored });
}

} // namespace pc::relay::log
