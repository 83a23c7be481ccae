// SPDX-License-Identifier: GPL-3.0-or-later
// LocalAccount's part in the recovery sheet: the store's key is wrapped for it beside the store, and comes back from there where the
// vault lost it, or nobody knows its passphrase any more.

#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/recovery/recoveryblob.h"
#include "core/session/localaccount.h"
#include "core/session/storekey.h"
#include "core/vault/atomicfile.h"

#include <utility>

namespace pc::session {

namespace {

constexpr qint64 kLargestWrappedKey = 1'024;

} // namespace

/// Once for each sheet: what lies there for this lock already is left as it is.
Result<void> LocalAccount::wrapKeyFor(const recovery::SheetLock &lock)
{
    const auto there = vault::readWhole(m_folder->wrappedKey(), kLargestWrappedKey);
    if (there) {
        const auto known = recovery::lockOfWrappedKey(crypto::viewOf(*there), m_options.sheets.floor);
        if (known && *known == lock)
            return {};
    }
    const auto wrapped = recovery::wrapStoreKey(lock, m_key, crypto::systemRandom());
    if (!wrapped)
        return wrapped.error();
    return vault::writeAtomically(m_folder->wrappedKey(), crypto::toByteArray(*wrapped));
}

bool LocalAccount::mayUnlockWithSheet() const
{
    const AccountState now = m_state;
    const bool isClosed = now == AccountState::KeyLost || now == AccountState::NeedsPassphrase;
    return isClosed && m_folder && m_vault && m_folder->hasStore();
}

Result<QByteArray> LocalAccount::wrappedKey() const
{
    if (!mayUnlockWithSheet() || m_isOpening)
        return notInThisState();
    return vault::readWhole(m_folder->wrappedKey(), kLargestWrappedKey);
}

void LocalAccount::showWhetherSheetUnlocks(AccountState state)
{
    const bool isClosed = state == AccountState::KeyLost || state == AccountState::NeedsPassphrase;
    bool can = false;
    if (isClosed && mayUnlockWithSheet()) {
        const auto wrapped = vault::readWhole(m_folder->wrappedKey(), kLargestWrappedKey);
        can = wrapped && recovery::lockOfWrappedKey(crypto::viewOf(*wrapped), m_options.sheets.floor);
    }
    m_recovery->setCanUnlock(can);
}

/// The key is this store's, or nothing changes.
void LocalAccount::takeUnwrapped(crypto::SecretBytes key, Reply reply)
{
    if (!mayUnlockWithSheet() || m_isOpening) {
        reply(notInThisState());
        return;
    }
    auto known = recogniseStoreKey(std::move(key), *m_folder);
    if (!known) {
        reply(known.error());
        return;
    }
    m_sheetKey = *std::move(known);
    m_isOpening = true;
    if (m_vault->isOpen()) {
        keepUnwrapped(std::move(reply));
        return;
    }
    // The vault is gone, or under a passphrase that nobody knows: another one takes its place.
    m_vault->renew([this, reply](const Result<VaultState> &renewed) {
        m_isOpening = false;
        if (!renewed) {
            m_sheetKey.clear();
            reply(renewed.error());
        } else if (*renewed == VaultState::Open) {
            m_isOpening = true;
            keepUnwrapped(reply);
        } else {
            enter(AccountState::NeedsNewPassphrase);
            reply({});
        }
    });
}

/// Back in the vault, as it was before; an app lock is off from then on. A vault may say yes and keep nothing.
void LocalAccount::keepUnwrapped(Reply reply)
{
    const auto failed = [this, reply](const Error &why) {
        m_isOpening = false;
        m_sheetKey.clear();
        reply(why);
    };
    const auto onMarked = [this, reply, failed](const Result<void> &marked) {
        if (!marked) {
            failed(marked.error());
            return;
        }
        m_lockedKey.clear();
        m_sheetKey.clear();
        if (m_vault->isKeychain())
            m_vault->vault().remove(QString(kLockedKeyEntry), [](const Result<void> &) {});
        qCInfo(lcSession) << "the store's key was brought back by the recovery sheet";
        onVaultReady();
        reply({});
    };
    const auto onRead = [this, failed, onMarked](const Result<crypto::SecretBytes> &read) {
        // What was wrapped for a sheet was a sealed store's key: a plain one in its place is refused.
        if (read && *read == m_sheetKey)
            writeSealMark(m_vault->vault(), onMarked);
        else
            failed({ Errc::KeychainUnavailable, QStringLiteral("it did not keep the key") });
    };
    m_vault->vault().write(
        QString(kStoreKeyEntry), m_sheetKey.copy(), [this, failed, onRead](const Result<void> &written) {
            if (written)
                m_vault->vault().read(QString(kStoreKeyEntry), onRead);
            else
                failed(written.error());
        });
}

// ---- While somebody is signed in, or signs in

Result<void> LocalAccount::openRecovery(const store::Profile &self)
{
    const LinkerParts parts { *m_store, m_online->api(), m_online->tokens(), m_clock, crypto::systemRandom() };
    connect(&m_online->link(), &link::Link::phaseChanged, m_recovery, [this](link::LinkPhase phase) {
        if (phase == link::LinkPhase::Ready && m_recovery->keeper())
            m_recovery->keeper()->refresh();
    });
    return m_recovery->open(
        parts, m_online->archives(), m_online->relayTime(),
        [this](const recovery::SheetLock &lock) { return wrapKeyFor(lock); }, self.person.id);
}

void LocalAccount::offerRecovery(const link::RelayAddress &relay, UserId user, std::function<QString()> accessToken)
{
    const auto recovered = [this](recovery::RecoveryContents contents, Reply reply) {
        if (m_devices->recover(std::move(contents)))
            m_recovered = std::move(reply);
        else
            reply(notInThisState());
    };
    m_recovery->beginOffer({ relay, m_desk->network(), m_clock, user, std::move(accessToken), recovered });
}

} // namespace pc::session
