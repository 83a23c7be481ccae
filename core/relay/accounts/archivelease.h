// SPDX-License-Identifier: GPL-3.0-or-later
// ArchiveLeases: which of a person's devices writes their archive just now. In memory: a lease lasts for a minute, and what it
// prevents is wasted work, not harm: what does not follow is refused with a lease as well.
//
// Thread: any.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/accounts/actor.h"

#include <map>
#include <mutex>

namespace pc::relay::accounts {

struct ArchiveLease
{
    bool isGranted = false;
    Milliseconds left { 0 }; ///< Of the asker's lease, or of the one that is in the way.

    bool operator==(const ArchiveLease &) const = default;
};

class ArchiveLeases
{
public:
    ArchiveLeases(Milliseconds lasting, const Clock &clock, std::size_t most = 20'000)
        : m_lasting(lasting)
        , m_clock(clock)
        , m_most(most)
    {
    }

    /// Also renews the asker's own. Error: Unavailable (too many at once).
    Result<ArchiveLease> take(const Actor &actor);

    bool isHeldBy(const Actor &actor) const;

    /// For what is not held as well.
    void end(const Actor &actor);

private:
    struct Held
    {
        DeviceId device;
        MonoTime until {};
    };

    const Milliseconds m_lasting;
    const Clock &m_clock;
    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::map<UserId, Held> m_leases;
};

} // namespace pc::relay::accounts
