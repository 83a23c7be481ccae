// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the session that somebody is typing: at most every three seconds, and once when they stopped.

#pragma once

#include "core/base/clock.h"
#include "core/session/session.h"

#include <memory>
#include <optional>

namespace pc::compose {

class TypingNotice
{
public:
    /// Both must outlive this. Interface thread.
    TypingNotice(session::Session &session, Clock &clock);

    void typed(ConversationId conversation);
    void stopped(); ///< The text was sent or emptied, or the conversation left; also by itself after a pause.

private:
    session::Session &m_session;
    Clock &m_clock;
    std::unique_ptr<Timer> m_pause;
    std::optional<ConversationId> m_where;
    MonoTime m_said {};
};

} // namespace pc::compose
