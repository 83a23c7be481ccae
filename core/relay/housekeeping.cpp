// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/housekeeping.h"

namespace pc::relay {

Housekeeping::Housekeeping(Clock &clock, log::ConversationLog &log, log::Mailbox &mailbox)
    : m_log(log)
    , m_mailbox(mailbox)
    , m_timer(clock.makeTimer([this] { turn(); }))
{
    m_timer->start(kFirst);
}

void Housekeeping::turn()
{
    m_log.tidy(m_mailbox, [timer = std::weak_ptr(m_timer)](const Result<bool> &more) {
        // A disk that refuses is tried again when everything else is.
        if (const auto mine = timer.lock())
            mine->start(more && *more ? kSoon : kEvery);
    });
}

} // namespace pc::relay
