// SPDX-License-Identifier: GPL-3.0-or-later
// SheetKeeper between the times that somebody is before the screen: what other devices did, and what is left to be done.

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/recovery/recoveryblob.h"
#include "core/session/sheetkeeper.h"

#include <QList>

#include <algorithm>
#include <utility>

namespace pc::session {

using recovery::SheetLock;
using recovery::SheetParameters;

namespace {

constexpr Milliseconds kLookEvery { std::chrono::hours(1) };

/// Settings of the store: what is left to be done, until it was.
const QString kToSealAnew = QStringLiteral("recovery-to-seal-anew");
const QString kToBeRemoved = QStringLiteral("recovery-device-to-be-removed");

/// A setting, too: hashes of the locks of sheets that counted, one after the other, the one that counts last.
const QString kCounted = QStringLiteral("recovery-sheets-counted");
constexpr qsizetype kMostCounted = 64;
constexpr auto kHashBytes = qsizetype(crypto::kDigestBytes);

QByteArray hashOf(const SheetLock &lock)
{
    return crypto::toByteArray(crypto::sha256Of(lock.encode()));
}

QList<QByteArray> hashesIn(const QByteArray &setting)
{
    QList<QByteArray> hashes;
    for (qsizetype at = 0; at + kHashBytes <= setting.size(); at += kHashBytes)
        hashes.append(setting.mid(at, kHashBytes));
    return hashes;
}

} // namespace

// ---- What another device did

void SheetKeeper::refresh()
{
    m_hourly->start(kLookEvery);
    m_parts.linker.tokens.accessToken(
        link::AccessTokens::Wanted::Current, guarded<QString>([this](const Result<QString> &token) {
            if (!token)
                return;
            m_parts.archives.recovery(
                *token, guarded<link::RecoveryInfo>([this](const Result<link::RecoveryInfo> &known) {
                    if (!known)
                        return;
                    if (const auto learned = learn(*known); !learned)
                        qCWarning(lcSession) << "the sheet at the relay is not taken:" << learned.error().detail;
                    finishUndone();
                }));
        }));
}

/// What the relay has is believed as far as this account signed it. Errors: those of the blob, and the store's.
Result<void> SheetKeeper::learn(const link::RecoveryInfo &known)
{
    Result<void> learned;
    if (known.version == 0 || known.blob.isEmpty()) {
        learned = forget();
    } else {
        const auto identity = groups::loadDeviceIdentity(m_parts.linker.store);
        if (!identity || !*identity)
            return identity ? Result<void>(Errc::KeyMissing) : identity.error();
        const auto parameters = SheetParameters::decode(crypto::viewOf(known.parameters), m_parts.costs.floor);
        if (!parameters)
            return parameters.error();
        const auto lock = recovery::lockOfRecoveryBlob(
            m_user, (*identity)->certificate.accountKey, *parameters, crypto::viewOf(known.blob));
        const auto replaced = lock ? wasReplaced(*lock) : Result<bool>(lock.error());
        if (!replaced)
            return replaced.error();
        learned
            = *replaced ? forget() : counts(*lock, known.version, known.madeAt.value_or(m_parts.relayTime.utcNow()));
    }
    const bool wasDue = m_isTestDue;
    lookWhetherTestIsDue();
    if (m_isTestDue != wasDue)
        tell();
    return learned;
}

Result<bool> SheetKeeper::wasReplaced(const SheetLock &lock)
{
    const auto setting = m_parts.linker.store.settings.value(kCounted);
    if (!setting)
        return setting.error();
    const auto counted = hashesIn(setting->value_or(QByteArray()));
    return counted.contains(hashOf(lock)) && counted.last() != hashOf(lock);
}

Result<void> SheetKeeper::noteThatItCounts(const SheetLock &lock)
{
    auto &settings = m_parts.linker.store.settings;
    const auto setting = settings.value(kCounted);
    if (!setting)
        return setting.error();
    auto counted = hashesIn(setting->value_or(QByteArray()));
    if (counted.isEmpty() && m_lock)
        counted.append(hashOf(*m_lock)); // of a store that did not note it yet
    if (!counted.isEmpty() && counted.last() == hashOf(lock))
        return {};
    counted.append(hashOf(lock));
    return settings.setValue(kCounted, counted.mid(std::max(counted.size() - kMostCounted, qsizetype(0))).join());
}

/// The key that is wrapped beside the store stays: its paper still opens it.
Result<void> SheetKeeper::forget()
{
    if (!m_row) {
        if (!std::exchange(m_isMissing, true))
            tell();
        return {};
    }
    auto &store = m_parts.linker.store;
    if (auto forgotten = store.transact([&] { return store.recovery.forget(); }); !forgotten)
        return forgotten;
    m_row.reset();
    m_lock.reset();
    m_isTestDue = false;
    m_isMissing = true;
    tell();
    return {};
}

// ---- What is left to be done

bool SheetKeeper::isNoted(const QString &note)
{
    const auto value = m_parts.linker.store.settings.value(note);
    return value && value->has_value();
}

void SheetKeeper::finishUndone()
{
    const auto removed = m_parts.linker.store.settings.value(kToBeRemoved);
    if (removed && *removed) {
        const auto device = idFromBytes<DeviceId>(**removed);
        withList([this, device = device.value_or(DeviceId())](const Result<std::shared_ptr<HeldList>> &held) {
            if (held)
                onListForRemoved(**held, device);
        });
    } else if (isNoted(kToSealAnew)) {
        sealAnew();
    }
}

void SheetKeeper::onListForRemoved(const HeldList &held, DeviceId removed)
{
    const identity::ListedDevice *device = held.list().find(removed);
    if (device && device->revoked) {
        wasRemoved();
        return;
    }
    auto &store = m_parts.linker.store;
    const auto dropped = store.transact([&] { return store.settings.removeValue(kToBeRemoved); });
    if (!dropped)
        qCWarning(lcSession) << "a note was not taken away:" << wireName(dropped.code());
}

Result<void> SheetKeeper::aboutToRemove(DeviceId device)
{
    auto &store = m_parts.linker.store;
    return store.transact([&] { return store.settings.setValue(kToBeRemoved, device.raw().toByteArray()); });
}

/// What is noted is noted first: who dies in between does it once more.
void SheetKeeper::wasRemoved()
{
    auto &store = m_parts.linker.store;
    const auto noted = store.transact([&]() -> Result<void> {
        if (auto kept = store.settings.setValue(kToSealAnew, "1"); !kept)
            return kept;
        return store.settings.removeValue(kToBeRemoved);
    });
    if (!noted)
        qCWarning(lcSession) << "what is to be sealed anew was not noted:" << wireName(noted.code());
    m_parts.devicesChanged();
    sealAnew();
}

void SheetKeeper::keysChanged()
{
    auto &store = m_parts.linker.store;
    if (const auto noted = store.transact([&] { return store.settings.setValue(kToSealAnew, "1"); }); !noted)
        qCWarning(lcSession) << "that the archive has other keys was not noted:" << wireName(noted.code());
    sealAnew();
}

void SheetKeeper::sealAnew()
{
    if (!m_lock)
        return; // none is known: it would be learned first, and then this device sees what is noted
    if (std::exchange(m_isSealingAnew, true)) {
        m_isToBeSealedAgain = true;
        return;
    }
    const auto ended = [this](const Result<void> &sealed) {
        m_isSealingAnew = false;
        const bool again = std::exchange(m_isToBeSealedAgain, false);
        if (!sealed) {
            qCWarning(lcSession) << "the recovery was not sealed anew:" << wireName(sealed.code());
            return; // what is noted is done at the next connection
        }
        auto &store = m_parts.linker.store;
        if (again)
            sealAnew();
        else if (isNoted(kToSealAnew))
            (void)store.transact([&] { return store.settings.removeValue(kToSealAnew); });
    };
    withList([this, ended](const Result<std::shared_ptr<HeldList>> &held) {
        if (held)
            upload(std::make_shared<Upload>(Upload { *held, {}, {}, ended }));
        else
            ended(held.error());
    });
}

} // namespace pc::session
