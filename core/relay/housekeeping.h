// SPDX-License-Identifier: GPL-3.0-or-later
// Housekeeping: now and then takes what nobody comes for any more out of the database: key packages that expired, Welcomes
// that waited too long. A bounded amount a turn; while more is left the next turn comes soon.
//
// Thread: the loop's of the mailbox, on which it is made and ended.

#pragma once

#include "core/base/clock.h"
#include "core/relay/log/conversationlog.h"

#include <memory>

namespace pc::relay {

class Housekeeping
{
public:
    static constexpr Milliseconds kFirst { 60'000 }; ///< Those who come back after a restart come first.
    static constexpr Milliseconds kEvery { 60 * 60 * 1'000 };
    static constexpr Milliseconds kSoon { 1'000 };

    Housekeeping(Clock &clock, log::ConversationLog &log, log::Mailbox &mailbox);

private:
    void turn();

    log::ConversationLog &m_log;
    log::Mailbox &m_mailbox;
    std::shared_ptr<Timer> m_timer; ///< Held weakly by what is under way.
};

} // namespace pc::relay
