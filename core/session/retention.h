// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: this device keeps nothing for longer than its school does. How long that is the relay tells in its greeting, and by
// its clock it is judged: until a greeting nothing goes, however wrong this computer's clock is.
//
//   told() ──a minute──▶ some messages a turn, until none is too old ──an hour──▶ again

#pragma once

#include "core/session/context.h"

#include <memory>

namespace pc::session {

class Retention
{
public:
    static constexpr Milliseconds kFirst { 60'000 };
    static constexpr Milliseconds kSoon { 100 };
    static constexpr Milliseconds kEvery { 60 * 60 * 1'000 };
    static constexpr int kMessagesAtOnce = 500;

    /// `relayTime` outlives this.
    Retention(Context &context, const Clock &relayTime);

    /// What a greeting said; 0 where it said nothing.
    void told(int days);

private:
    void turn();
    Result<bool> drop(UtcTime before);
    void finish();

    Context &m_context;
    const Clock &m_relayTime;
    std::unique_ptr<Timer> m_timer;
    int m_days = 0;
    bool m_hasDropped = false; ///< Since the file was last tidied.
};

} // namespace pc::session
