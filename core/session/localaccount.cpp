// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/localaccount.h"

#include "core/base/log.h"
#include "core/session/promised.h"
#include "core/session/storekey.h"
#include "core/vault/keychain.h"
#include "core/vault/probe.h"

#include <utility>

namespace pc::session {

namespace {

/// Where a failure of the folder or the store ends.
AccountState stateOf(Errc code)
{
    if (code == Errc::Locked)
        return AccountState::StoreBusy;
    if (code == Errc::NewerVersion)
        return AccountState::StoreNewer;
    if (code == Errc::EngineMismatch)
        return AccountState::CannotSeal;
    if (code == Errc::KeyMismatch)
        return AccountState::KeyLost;
    if (code == Errc::DiskFull)
        return AccountState::DiskFull;
    if (code == Errc::Disk)
        return AccountState::DiskTrouble;
    return AccountState::StoreUnreadable;
}

/// Where a failure of the vault ends.
AccountState vaultStateOf(Errc code)
{
    switch (code) {
    case Errc::KeychainUnavailable:
    case Errc::Locked:
    case Errc::Timeout:
    case Errc::Unavailable:
        return AccountState::KeychainSilent;
    case Errc::KeyMissing:
    case Errc::KeyMismatch:
    case Errc::Corrupt:
        return AccountState::KeyLost;
    default: // the disk's and the version's say the same of any file
        return stateOf(code);
    }
}

} // namespace

LocalAccount::LocalAccount(AccountOptions options, Clock &clock, Random &random, const link::NetworkWatch *network)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_random(random)
    , m_network(network)
    , m_desk(new LocalNetworkDesk(m_options.network, clock, this))
    , m_devices(new LocalDeviceDesk(this))
    , m_recovery(new LocalRecoveryDesk(m_options.sheets,
          { [this] { return wrappedKey(); },
              [this](crypto::SecretBytes key, Reply reply) { takeUnwrapped(std::move(key), std::move(reply)); } },
          this))
{
    if (!m_options.vault.makeKeychain) {
        m_options.vault.makeKeychain = [&clock](const Uuid &profile) -> std::unique_ptr<vault::Vault> {
            return std::make_unique<vault::KeychainVault>(profile, clock);
        };
    }
}

LocalAccount::~LocalAccount()
{
    forgetAll();
}

// ---- States

void LocalAccount::enter(AccountState state, const Error &why)
{
    m_state = state;
    if (state != AccountState::Opening)
        m_isOpening = false;
    showWhetherSheetUnlocks(state);
    Q_EMIT stateChanged(state, why);
}

void LocalAccount::fail(const Error &why)
{
    qCWarning(lcSession) << "cannot open the profile:" << wireName(why.code) << why.detail;
    enter(stateOf(why.code), why);
}

void LocalAccount::failVault(const Error &why)
{
    qCWarning(lcSession) << "cannot open the profile's vault:" << wireName(why.code) << why.detail;
    enter(vaultStateOf(why.code), why);
}

void LocalAccount::forgetAll()
{
    m_session = nullptr;
    m_recovery->close();
    m_devices->close();
    m_online.reset();
    m_held.reset();
    m_entrance.reset();
    m_desk->close();
    m_store.reset();
    m_key.clear();
    m_lockedKey.clear();
    m_sheetKey.clear();
    m_lock.reset();
    m_hasLock = false;
    m_isLocking = false;
    m_vault.reset();
    m_folder.reset();
}

// ---- Opening

void LocalAccount::open()
{
    QMetaObject::invokeMethod(this, &LocalAccount::openFolder, Qt::QueuedConnection);
}

void LocalAccount::openFolder()
{
    const AccountState now = m_state;
    const bool mayBegin
        = now != AccountState::Ready && now != AccountState::SigningIn && now != AccountState::NeedsSignIn;
    if (m_isOpening || !mayBegin)
        return;
    m_isOpening = true;
    forgetAll();
    enter(AccountState::Opening);
    auto folder = ProfileFolder::open(m_options.folder);
    if (!folder) {
        fail(folder.error());
        return;
    }
    m_folder = *std::move(folder);
    openVault();
}

void LocalAccount::openVault()
{
    m_vault = std::make_unique<ProfileVault>(*m_folder, m_options.vault);
    m_vault->open([this](const Result<VaultState> &opened) {
        if (!opened) {
            failVault(opened.error());
            return;
        }
        switch (*opened) {
        case VaultState::Open:
            onVaultReady();
            return;
        case VaultState::NeedsPassphrase:
            enter(AccountState::NeedsPassphrase);
            return;
        case VaultState::NeedsNewPassphrase:
            enter(AccountState::NeedsNewPassphrase);
            return;
        }
    });
}

void LocalAccount::onVaultReady()
{
    if (m_vault->isKeychain())
        m_lock = std::make_unique<AppLock>(m_vault->vault(), m_options.vault.passphraseCost);
    fetchStoreKey(m_vault->vault(), *m_folder, [this](Result<FoundStoreKey> key) {
        if (key) {
            onKey(*std::move(key));
        } else if (key.code() == Errc::KeyMissing && m_vault->isKeychain()) {
            onKeyMissing(key.error());
        } else {
            failVault(key.error());
        }
    });
}

void LocalAccount::onKeyMissing(const Error &why)
{
    // A locked keychain may answer as if the entry were not there. One that keeps something else is to be believed.
    vault::probe(m_vault->vault(), [this, why](const Result<void> &answers) {
        failVault(answers ? why : Error { Errc::KeychainUnavailable, answers.error().detail });
    });
}

void LocalAccount::onKey(FoundStoreKey key)
{
    m_hasLock = key.isLocked;
    if (!key.isLocked) {
        takeKey(std::move(key.bytes));
        return;
    }
    m_lockedKey = std::move(key.bytes);
    enter(AccountState::NeedsPassphrase);
}

void LocalAccount::takeKey(crypto::SecretBytes key)
{
    m_key = std::move(key);
    readSealMark(m_vault->vault(), [this](const Result<bool> &isKnownSealed) {
        if (isKnownSealed)
            openStore(*isKnownSealed);
        else
            failVault(isKnownSealed.error());
    });
}

/// A plain store is what the first release left, once; after that it is something that was put there.
void LocalAccount::openStore(bool isKnownSealed)
{
    const auto plain = isKnownSealed ? store::PlainStore::Refuse : store::PlainStore::Seal;
    auto store = store::Store::open(m_folder->store(), m_key, plain);
    if (!store) {
        fail(store.error());
        return;
    }
    m_store = *std::move(store);
    if (isKnownSealed) {
        openNetwork();
        return;
    }
    writeSealMark(m_vault->vault(), [this](const Result<void> &written) {
        if (written)
            openNetwork();
        else
            failVault(written.error());
    });
}

void LocalAccount::openNetwork()
{
    if (const auto opened = m_desk->open(*m_store, m_vault->vault()); opened)
        readSignIn();
    else
        fail(opened.error());
}

void LocalAccount::readSignIn()
{
    m_vault->vault().read(kSignInEntry, [this](const Result<crypto::SecretBytes> &entry) {
        if (!entry && entry.code() != Errc::KeyMissing) {
            failVault(entry.error());
            return;
        }
        auto record = entry ? decodeRecord(*entry) : Result<SignInRecord>(Errc::KeyMissing);
        if (record)
            onSignInRecord(*std::move(record));
        else if (record.code() == Errc::NewerVersion)
            fail(record.error());
        else
            enter(AccountState::NeedsSignIn);
    });
}

void LocalAccount::onSignInRecord(SignInRecord record)
{
    const auto profile = m_store->settings.profile();
    const auto relay = link::RelayAddress::fromText(record.relay);
    const auto enrolled = isEnrolled(*m_store, record.user, record.device);
    if (!profile || !enrolled)
        fail(profile ? enrolled.error() : profile.error());
    else if (!*enrolled)
        enter(AccountState::NeedsSignIn); // by an earlier version, which knew no device lists
    else if (!relay || !profile->has_value() || (*profile)->person.id != record.user)
        enter(AccountState::NeedsSignIn);
    else if (const auto started = startSession(*relay, std::move(record), **profile, std::nullopt); !started)
        fail(started.error());
}

} // namespace pc::session
