// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/ownpackages.h"

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/identity/lifetimes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/signing.h"
#include "core/store/store.h"

namespace pc::groups {

namespace {

/// Half of its life before its end a last resort is replaced, used or not.
constexpr std::chrono::hours kLastResortLeft = mls::kPackageLife / 2;

} // namespace

OwnPackages::OwnPackages(store::Store &store, const Clock &clock, crypto::RandomSource &keys, mls::CipherSuite suite,
    const DeviceIdentity &identity)
    : m_store(store)
    , m_clock(clock)
    , m_keys(keys)
    , m_suite(suite)
    , m_identity(identity)
{
}

Result<std::vector<QByteArray>> OwnPackages::toUpload(quint64 kept)
{
    if (auto tidied = tidy(); !tidied)
        return tidied.error();
    const UtcTime now = m_clock.utcNow();
    auto hasLastResort = m_store.deviceKeys.hasFreshLastResort(now + kLastResortLeft);
    if (!hasLastResort)
        return hasLastResort.error();
    if (!*hasLastResort) {
        if (auto retired = m_store.deviceKeys.retireLastResorts(now); !retired)
            return retired.error();
        if (auto made = make(true); !made)
            return made.error();
    }
    auto waiting = m_store.deviceKeys.notUploaded();
    if (!waiting || kept + waiting->size() >= quint64(mls::kPackagesLow))
        return waiting;
    for (quint64 have = kept + waiting->size(); have < quint64(mls::kPackagesKept); ++have) {
        if (auto made = make(false); !made)
            return made.error();
    }
    return m_store.deviceKeys.notUploaded();
}

Result<void> OwnPackages::make(bool isLastResort)
{
    const UtcTime now = m_clock.utcNow();
    mls::Extensions extensions;
    if (isLastResort)
        extensions.put({ mls::kLastResort, {} });
    const mls::Lifetime lifetime = identity::lifetimeFrom(now);
    const mls::KeyPackageBundle bundle = mls::makeKeyPackage(
        m_suite, leafIdentityOf(m_identity), m_identity.leafKey, lifetime, std::move(extensions), m_keys);
    store::KeyPackageRow row;
    row.ref = crypto::toByteArray(mls::refOf(bundle.keyPackage).hash);
    row.bundle = mls::encodeBundle(bundle);
    row.package = crypto::toByteArray(mls::encode(mls::MlsMessage { mls::ProtocolVersion::Mls10, bundle.keyPackage }));
    row.isLastResort = isLastResort;
    row.expires = now + mls::kPackageLife;
    return m_store.deviceKeys.addPackage(row);
}

Result<void> OwnPackages::uploaded()
{
    return m_store.deviceKeys.markUploaded();
}

Result<std::optional<FoundPackage>> OwnPackages::find(const QByteArray &ref)
{
    auto row = m_store.deviceKeys.findPackage(ref);
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<FoundPackage>();
    auto bundle = mls::decodeBundle((*row)->bundle.view());
    if (!bundle) {
        qCWarning(lcStore) << "a key package cannot be read back: check" << int(bundle.failure());
        return std::optional<FoundPackage>();
    }
    return std::optional(FoundPackage { ref, std::move(*bundle), (*row)->isLastResort });
}

Result<void> OwnPackages::used(const FoundPackage &package)
{
    return package.isLastResort ? m_store.deviceKeys.markUsed(package.ref)
                                : m_store.deviceKeys.removePackage(package.ref);
}

Result<void> OwnPackages::tidy()
{
    const UtcTime now = m_clock.utcNow();
    return m_store.deviceKeys.tidy(now - mls::kLifetimeTolerance, now - kLastResortKept);
}

} // namespace pc::groups
