// SPDX-License-Identifier: GPL-3.0-or-later
// Retention: this device keeps nothing for longer than its school does. How long that is the relay tells in its greeting; until one
// nothing goes. A relay could lie in that, so what is deleted is too old by its clock and by this computer's, and a time that became
// shorter holds a week later, if the relay still says so: people are told, and can save what they want to keep.
//
//   told() ──a minute──▶ some messages a turn, until none is too old ──an hour──▶ again

#pragma once

#include "core/session/context.h"
#include "core/session/session.h"

#include <functional>
#include <memory>
#include <optional>

namespace pc::session {

class Retention
{
public:
    static constexpr Milliseconds kFirst { 60'000 };
    static constexpr Milliseconds kSoon { 100 };
    static constexpr Milliseconds kEvery { 60 * 60 * 1'000 };
    static constexpr Milliseconds kNotice { std::chrono::hours(7 * 24) };
    static constexpr int kMessagesAtOnce = 500;

    /// `relayTime` outlives this. `changed`: coming() is another.
    Retention(Context &context, const Clock &relayTime, std::function<void()> changed);

    /// What a greeting said; 0 where it said nothing.
    void told(int days);

    const std::optional<ShorterKeeping> &coming() const { return m_coming; }

private:
    void load();
    void hold(std::optional<int> days, std::optional<ShorterKeeping> coming);
    void turn();
    UtcTime now() const;
    Result<bool> drop(UtcTime before);
    void finish();

    Context &m_context;
    const Clock &m_relayTime;
    std::unique_ptr<Timer> m_timer;
    std::function<void()> m_changed;
    bool m_isLoaded = false;
    std::optional<int> m_days; ///< That hold; 0: without end. None before the first greeting.
    std::optional<ShorterKeeping> m_coming;
    bool m_hasDropped = false; ///< Since the file was last tidied.
};

} // namespace pc::session
