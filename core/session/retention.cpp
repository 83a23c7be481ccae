// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/retention.h"

#include "core/base/log.h"

#include <utility>

namespace pc::session {

Retention::Retention(Context &context, const Clock &relayTime)
    : m_context(context)
    , m_relayTime(relayTime)
    , m_timer(context.clock.makeTimer([this] { turn(); }))
{
}

void Retention::told(int days)
{
    m_days = days;
    if (m_days > 0)
        m_timer->start(kFirst); // those who come back catch up first
    else
        m_timer->stop();
}

void Retention::turn()
{
    const Milliseconds day = std::chrono::hours(24);
    const Milliseconds now { toMilliseconds(m_relayTime.utcNow()) };
    // Whole days: on one day there is something to take once.
    const auto more = drop(utcFromMilliseconds((now - now % day - m_days * day).count()));
    if (!more)
        qCInfo(lcSession) << "what is too old was not taken:" << wireName(more.code());
    m_timer->start(more && *more ? kSoon : kEvery);
    if (more && !*more)
        finish();
}

/// Of one conversation; false when there is none left to take from.
Result<bool> Retention::drop(UtcTime before)
{
    const auto due = m_context.store.expiry.due(before);
    if (!due)
        return due.error();
    for (const ConversationId conversation : *due) {
        int taken = 0;
        const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
            auto expired = m_context.store.expiry.drop(conversation, before, kMessagesAtOnce);
            if (!expired)
                return expired.error();
            taken = expired->messages;
            if (taken > 0) {
                turn.filled(conversation, expired->range);
                turn.logged(conversation);
            }
            return {};
        });
        if (!written)
            return written.error();
        if (taken > 0) {
            m_hasDropped = true;
            return true;
        }
    }
    return false;
}

/// The file gives back the room, and its log what was deleted.
void Retention::finish()
{
    if (!std::exchange(m_hasDropped, false))
        return;
    if (const auto tidied = m_context.store.giveBackRoom(); !tidied)
        qCInfo(lcSession) << "the store was not tidied:" << wireName(tidied.code());
}

} // namespace pc::session
