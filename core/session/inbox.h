// SPDX-License-Identifier: GPL-3.0-or-later
// Inbox: stores what the log says, in whatever order it comes. Each entry is taken once: held ranges know its seq,
// message ids know its content. An own message that comes back (from another device, or because its ack was lost) finds
// its bubble by id, whatever state that is in. What cannot be read yet has its place all the same, and repairs itself.

#pragma once

#include "core/session/context.h"

namespace pc::session {

class Outbox;

class Inbox
{
public:
    Inbox(Context &context, Outbox &outbox)
        : m_context(context)
        , m_outbox(outbox)
    {
    }

    Result<void> message(Turn &turn, const wire::Message &frame);

    /// A change of the group: nothing to show, but of what could not be read before it.
    Result<void> handshake(Turn &turn, const wire::Handshake &frame);

    /// An entry that shows as an event; false when it was here before.
    Result<bool> event(Turn &turn, const wire::Conversation &frame, const chat::Content &content);

private:
    Result<void> newMessage(Turn &turn, const wire::Message &frame);
    Result<void> knownMessage(Turn &turn, const wire::Message &frame, const chat::Message &known);
    Result<bool> insert(Turn &turn, chat::Message &message, Seq seq, const QByteArray &bytes);

    Context &m_context;
    Outbox &m_outbox;
};

} // namespace pc::session
