// SPDX-License-Identifier: GPL-3.0-or-later
// Typing, both ways, kept nowhere. Out: at most every 3 s while it goes on. In: gone after 6 s of silence, with the
// message, and with the connection.

#pragma once

#include "core/session/context.h"
#include "core/session/session.h"

#include <map>
#include <memory>

namespace pc::session {

class Typing
{
public:
    Typing(Context &context, Session &voice);

    void set(ConversationId conversation, bool isTyping);

    /// The own message left: whoever saw us typing sees it end with the message.
    void sent(ConversationId conversation) { m_own.erase(conversation); }

    void incoming(const wire::Typing &frame);
    void ended(ConversationId conversation, UserId user);
    void lost();

private:
    void expire();
    void arm();
    void publish(ConversationId conversation);

    Context &m_context;
    Session &m_voice;
    std::map<ConversationId, MonoTime> m_own; ///< When we last said so.
    std::map<ConversationId, std::map<UserId, MonoTime>> m_others; ///< Until when each one counts as typing.
    std::unique_ptr<Timer> m_timer;
};

} // namespace pc::session
