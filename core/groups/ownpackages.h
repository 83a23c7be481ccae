// SPDX-License-Identifier: GPL-3.0-or-later
// OwnPackages: the key packages (RFC 9420 section 10) by which others add this device while it is away: made, stored with
// their private parts, uploaded, used once. One more, the last resort, is handed out when no other one is left; it is
// replaced once it was used, and its private parts go some days later, since Welcomes for it may be on their way.
//
// Writes in the caller's open transaction.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/groups/deviceidentity.h"
#include "core/mls/ciphersuite.h"
#include "core/mls/keypackagebundle.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace pc::store {
class Store;
}

namespace pc::groups {

/// After a last resort was replaced its private parts are kept this long.
inline constexpr std::chrono::hours kLastResortKept { 24 * 7 };

struct FoundPackage
{
    QByteArray ref;
    mls::KeyPackageBundle bundle;
    bool isLastResort = false;
};

class OwnPackages
{
public:
    OwnPackages(store::Store &store, const Clock &clock, crypto::RandomSource &keys, mls::CipherSuite suite,
        const DeviceIdentity &identity);

    /// What to put at the relay, which has `kept` single-use ones: packages that were made and never confirmed, as they are,
    /// and new ones when it runs low, with a last resort when a new one is due. Whole MLSMessages.
    Result<std::vector<QByteArray>> toUpload(quint64 kept);

    /// The relay has all that toUpload() gave last.
    Result<void> uploaded();

    /// The one that a Welcome is for; nothing when it was used, expired, or is not ours.
    Result<std::optional<FoundPackage>> find(const QByteArray &ref);

    /// Its Welcome was used. A last resort stays, to be replaced with the next upload.
    Result<void> used(const FoundPackage &package);

private:
    Result<void> make(bool isLastResort);
    Result<void> tidy();

    store::Store &m_store;
    const Clock &m_clock;
    crypto::RandomSource &m_keys;
    mls::CipherSuite m_suite;
    const DeviceIdentity &m_identity;
};

} // namespace pc::groups
