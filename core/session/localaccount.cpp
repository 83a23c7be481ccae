// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/localaccount.h"

#include "core/base/log.h"
#include "core/session/profile.h"
#include "core/session/promised.h"
#include "core/session/storekey.h"
#include "core/vault/keychain.h"
#include "core/vault/probe.h"

#include <QSysInfo>

#include <utility>

namespace pc::session {

namespace {

Error notNow()
{
    return { Errc::Conflict, QStringLiteral("not in this state") };
}

QString deviceNameOr(const QString &given)
{
    return given.trimmed().isEmpty() ? QSysInfo::machineHostName() : given.trimmed();
}

/// Where a failure of the folder or the store ends.
AccountState stateOf(Errc code)
{
    if (code == Errc::Locked)
        return AccountState::StoreBusy;
    if (code == Errc::NewerVersion)
        return AccountState::StoreNewer;
    if (code == Errc::DiskFull)
        return AccountState::DiskFull;
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

LocalAccount::LocalAccount(
    AccountOptions options, Clock &clock, Random &random, const link::NetworkWatch *network)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_random(random)
    , m_network(network)
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
    m_online.reset();
    m_entrance.reset();
    m_store.reset();
    m_key.clear();
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
    const bool mayBegin = now != AccountState::Ready && now != AccountState::SigningIn && now != AccountState::NeedsSignIn;
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
    fetchStoreKey(m_vault->vault(), *m_folder, [this](Result<crypto::SecretBytes> key) {
        if (key) {
            m_key = *std::move(key);
            openStore();
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

void LocalAccount::openStore()
{
    auto store = store::Store::open(m_folder->store());
    if (!store) {
        fail(store.error());
        return;
    }
    m_store = *std::move(store);
    readSignIn();
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
    if (!profile)
        fail(profile.error());
    else if (!relay || !profile->has_value() || (*profile)->person.id != record.user)
        enter(AccountState::NeedsSignIn);
    else
        startSession(*relay, std::move(record), **profile, std::nullopt);
}

// ---- Passphrases

QFuture<Result<void>> LocalAccount::unlock(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (m_state != AccountState::NeedsPassphrase || m_isOpening) {
            reply(notNow());
            return;
        }
        m_isOpening = true;
        m_vault->unlock(passphrase, [this, reply](const Result<void> &unlocked) {
            m_isOpening = unlocked.ok();
            if (unlocked)
                onVaultReady();
            else if (unlocked.code() != Errc::Locked && unlocked.code() != Errc::Unavailable)
                failVault(unlocked.error());
            reply(unlocked);
        });
    });
}

QFuture<Result<void>> LocalAccount::setPassphrase(const QString &passphrase)
{
    return promised<void>(this, [this, passphrase](const Reply &reply) {
        if (m_state != AccountState::NeedsNewPassphrase || m_isOpening) {
            reply(notNow());
            return;
        }
        m_isOpening = true;
        m_vault->create(passphrase, [this, reply](const Result<void> &created) {
            m_isOpening = created.ok();
            if (created)
                onVaultReady();
            else if (created.code() == Errc::DiskFull || created.code() == Errc::Disk)
                failVault(created.error());
            reply(created);
        });
    });
}

// ---- Signing in

QFuture<Result<void>> LocalAccount::signIn(const SignInRequest &request)
{
    return signInLater({ request.relay,
        { request.userName, request.password, deviceNameOr(request.deviceName), QSysInfo::productType(), {} }, {} });
}

QFuture<Result<void>> LocalAccount::join(const JoinRequest &request)
{
    return signInLater({ request.relay,
        { request.userName, request.password, deviceNameOr(request.deviceName), QSysInfo::productType(), {} },
        request.invite });
}

QFuture<Result<void>> LocalAccount::signInLater(Entry entry)
{
    return promised<void>(
        this, [this, entry = std::move(entry)](const Reply &reply) { signInNow(entry, reply); });
}

void LocalAccount::signInNow(Entry entry, Reply reply)
{
    if (m_state != AccountState::NeedsSignIn) {
        reply(notNow());
        return;
    }
    const auto relay = link::RelayAddress::fromUrl(entry.relay);
    const auto known = m_store->settings.profile();
    if (!relay || !known) {
        reply(relay ? known.error() : relay.error());
        return;
    }
    if (known->has_value())
        entry.credentials.device = (*known)->device;
    enter(AccountState::SigningIn);
    m_entrance = std::make_unique<link::HttpApi>(*relay, m_clock);
    const auto onAnswer = [this, relay = *relay, reply = std::move(reply)](const Result<link::Grant> &grant) {
        if (grant) {
            onGrant(relay, *grant, reply);
            return;
        }
        enter(AccountState::NeedsSignIn, grant.error());
        reply(grant.error());
    };
    if (entry.invite)
        m_entrance->registerByInvite(*entry.invite, entry.credentials, onAnswer);
    else
        m_entrance->logIn(entry.credentials, onAnswer);
}

void LocalAccount::onGrant(const link::RelayAddress &relay, const link::Grant &grant, Reply reply)
{
    const store::Profile self = profileOf(grant.self);
    const auto giveUp = [this, token = grant.tokens.accessToken, reply](const Error &why) {
        m_entrance->logOut(token, [](const Result<void> &) {});
        enter(AccountState::NeedsSignIn, why);
        reply(why);
    };
    const auto known = m_store->settings.profile();
    if (known && known->has_value() && (*known)->person.id != self.person.id) {
        giveUp(Error { Errc::Conflict, QStringLiteral("this profile holds another person's messages") });
        return;
    }
    const auto saved = m_store->transact([&] { return m_store->settings.saveProfile(self); });
    if (!saved) {
        giveUp(saved.error());
        return;
    }
    QString refreshToken = grant.tokens.refreshToken;
    const auto record = std::make_shared<SignInRecord>(); // std::function wants copies
    *record = { relay.text(), self.person.id, self.device, crypto::SecretBytes::takeFrom(refreshToken), makeAttempt() };
    const auto onWritten = [this, relay, self, record, tokens = grant.tokens, giveUp, reply](const Result<void> &written) {
        if (!written) {
            giveUp(written.error());
            return;
        }
        startSession(relay, std::move(*record), self, tokens);
        reply({});
    };
    m_vault->vault().write(kSignInEntry, encodeRecord(*record), onWritten);
}

void LocalAccount::startSession(const link::RelayAddress &relay, SignInRecord record, const store::Profile &self,
    const std::optional<link::Renewal> &tokens)
{
    const OnlineParts parts { *m_store, m_vault->vault(), m_clock, m_random, m_options.clientVersion };
    m_online.reset();
    m_online = std::make_unique<Online>(parts, relay, std::move(record), self);
    if (tokens)
        m_online->tokens().start(tokens->accessToken, tokens->expiresIn);
    connect(&m_online->engine(), &Session::signedOut, this, &LocalAccount::onSignedOut, Qt::QueuedConnection);
    if (m_network)
        connect(m_network, &link::NetworkWatch::networkCame, &m_online->link(), &link::Link::wake);
    m_session = &m_online->engine();
    enter(AccountState::Ready);
    if (m_online && m_session)
        m_online->link().open();
}

// ---- Signing out

void LocalAccount::onSignedOut(Errc reason)
{
    if (m_state != AccountState::Ready)
        return;
    endSignIn([this, reason](const Result<void> &) { enter(AccountState::NeedsSignIn, Error { reason, {} }); });
}

/// The session ends now; the store and its messages stay.
void LocalAccount::endSignIn(Reply reply)
{
    m_online->link().close();
    m_session = nullptr;
    m_vault->vault().remove(kSignInEntry, std::move(reply));
}

QFuture<Result<void>> LocalAccount::signOut()
{
    return promised<void>(this, [this](const Reply &reply) { signOutNow(reply); });
}

void LocalAccount::signOutNow(Reply reply)
{
    if (m_state != AccountState::Ready) {
        reply(notNow());
        return;
    }
    if (m_online->engine().linkStatus().outgoing > 0) {
        reply(Error { Errc::Conflict, QStringLiteral("messages wait to be sent") });
        return;
    }
    const auto onLoggedOut = [this, reply](const Result<void> &out) {
        if (m_state != AccountState::Ready) {
            reply({}); // the relay was quicker to say so through the link
        } else if (!out && out.code() != Errc::Unauthenticated) {
            reply(out);
        } else {
            endSignIn([this, reply](const Result<void> &removed) {
                enter(AccountState::NeedsSignIn);
                reply(removed);
            });
        }
    };
    m_online->tokens().accessToken(
        link::AccessTokens::Wanted::Current, [this, onLoggedOut](const Result<QString> &token) {
            if (token)
                m_online->api().logOut(*token, onLoggedOut);
            else
                onLoggedOut(token.error());
        });
}

// ---- A store that cannot be used

QFuture<Result<QString>> LocalAccount::setStoreAside()
{
    return promised<QString>(this, [this](const auto &reply) { reply(setStoreAsideNow()); });
}

Result<QString> LocalAccount::setStoreAsideNow()
{
    const AccountState now = m_state;
    const bool mayDo = now == AccountState::StoreUnreadable || now == AccountState::KeyLost || now == AccountState::NeedsSignIn;
    if (!mayDo || !m_folder)
        return notNow();
    m_online.reset();
    m_store.reset();
    // A vault that lost the key is of no more use than the store, and may be what is damaged.
    const auto aside = m_folder->setAside(m_clock.utcNow(), now == AccountState::KeyLost);
    if (!aside)
        return aside;
    if (const auto forgotten = forgetFingerprint(*m_folder); !forgotten)
        return forgotten.error();
    qCWarning(lcSession) << "the store was set aside";
    m_state = AccountState::Opening;
    open();
    return aside;
}

} // namespace pc::session
