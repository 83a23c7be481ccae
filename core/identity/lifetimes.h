// SPDX-License-Identifier: GPL-3.0-or-later
// How long key packages live (RFC 9420, section 7.2), by the relay's clock.

#pragma once

#include "core/base/time.h"
#include "core/mls_public/policy.h"
#include "core/mls_public/profile.h"

namespace pc::identity {

/// What relay and members hold lifetimes to, at that time.
inline mls::LifetimeRules lifetimeRules(UtcTime now)
{
    const auto seconds = [](auto duration) {
        return std::uint64_t(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
    };
    return { seconds(now.time_since_epoch()), seconds(mls::kLifetimeTolerance),
        seconds(mls::kPackageBackdating + mls::kPackageLife) };
}

/// Of a package that is made at that time.
inline mls::Lifetime lifetimeFrom(UtcTime now)
{
    const auto seconds = [](UtcTime time) {
        return std::uint64_t(std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
    };
    return { seconds(now - mls::kPackageBackdating), seconds(now + mls::kPackageLife) };
}

} // namespace pc::identity
