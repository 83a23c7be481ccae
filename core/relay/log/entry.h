// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of a conversation's log, as it is stored and as it goes out.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/wire/frames.h"

#include <QByteArray>

namespace pc::relay::log {

enum class EntryKind : quint8 {
    Message,
    Handshake, ///< A change of the group: `body` is a wire::Handshake frame.
    Conversation, ///< Created, renamed, members: `body` is a wire::Conversation frame.
    Erased, ///< Was a message of somebody who was erased: a number, and nothing to send.
};

struct Entry
{
    ConversationId conversation;
    Seq seq;
    EntryKind kind = EntryKind::Message;
    UserId sender;
    DeviceId device;
    MessageId message;
    UtcTime sentAt;
    QByteArray body;
    QByteArray tag; ///< Of a message, see franking.h; made anew whenever an entry is read.

    bool operator==(const Entry &) const = default;
};

/// The frame that carries this entry down; the same for every receiver.
wire::Frame toFrame(const Entry &entry);

/// What a change of the group is stored as: what members read of it.
QByteArray handshakeBody(const wire::Handshake &handshake);

/// What a conversation change is stored as.
QByteArray conversationBody(const wire::Conversation &change);

} // namespace pc::relay::log
