// SPDX-License-Identifier: GPL-3.0-or-later
// Inbox: stores what the log says, in whatever order it comes. Each entry is taken once: held ranges know its seq,
// message ids know its content. An own message that comes back (from another device, or because its ack was lost) finds
// its bubble by id, whatever state that is in. What cannot be read is stored as such, with its bytes.

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

    /// A change of keys: nothing to show, and nothing to do while contents are clear.
    Result<void> handshake(Turn &turn, const wire::Handshake &frame);

    /// An entry that shows as an event; false when it was here before.
    Result<bool> event(Turn &turn, const wire::Conversation &frame, const chat::Content &content);

private:
    Result<void> knownMessage(Turn &turn, const wire::Message &frame, const chat::Message &known);
    Result<bool> insert(Turn &turn, chat::Message &message, Seq seq, const QByteArray &bytes);
    Result<chat::Content> open(const wire::Message &frame, bool &isReadable);

    Context &m_context;
    Outbox &m_outbox;
};

} // namespace pc::session
