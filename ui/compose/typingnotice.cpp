// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compose/typingnotice.h"

namespace pc::compose {
namespace {

constexpr Milliseconds kRepeat { 3000 };
constexpr Milliseconds kPause { 5000 };

} // namespace

TypingNotice::TypingNotice(session::Session &session, Clock &clock)
    : m_session(session)
    , m_clock(clock)
    , m_pause(clock.makeTimer([this] { stopped(); }))
{
}

void TypingNotice::typed(ConversationId conversation)
{
    if (m_where && *m_where != conversation)
        stopped();
    const MonoTime now = m_clock.monotonicNow();
    if (!m_where || now - m_said >= kRepeat) {
        m_where = conversation;
        m_said = now;
        m_session.setTyping(conversation, true);
    }
    m_pause->start(kPause);
}

void TypingNotice::stopped()
{
    m_pause->stop();
    if (!m_where)
        return;
    m_session.setTyping(*m_where, false);
    m_where.reset();
}

} // namespace pc::compose
