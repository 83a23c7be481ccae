// SPDX-License-Identifier: GPL-3.0-or-later
// LocalAccount's ways in and out: from a name and a password to a session, and from a session to nobody.

#include "core/session/archivist.h"
#include "core/session/letterbearer.h"
#include "core/session/localaccount.h"
#include "core/session/profile.h"
#include "core/session/promised.h"

#include <QSysInfo>

#include <utility>

namespace pc::session {

namespace {

const QString kLastRelay = QStringLiteral("last-relay");
const QString kLastUserName = QStringLiteral("last-user-name");

QString deviceNameOr(const QString &given)
{
    return given.trimmed().isEmpty() ? QSysInfo::machineHostName() : given.trimmed();
}

Result<void> keepLastSignIn(store::Settings &settings, const QString &relay, const QString &userName)
{
    const auto kept = settings.setValue(kLastRelay, relay.toUtf8());
    return kept ? settings.setValue(kLastUserName, userName.toUtf8()) : kept;
}

Result<std::optional<LastSignIn>> readLastSignIn(store::Settings &settings)
{
    const auto relay = settings.value(kLastRelay);
    const auto userName = settings.value(kLastUserName);
    if (!relay || !userName)
        return relay ? userName.error() : relay.error();
    if (!relay->has_value() || !userName->has_value())
        return std::optional<LastSignIn>();
    return std::optional(LastSignIn { QUrl(QString::fromUtf8(**relay)), QString::fromUtf8(**userName) });
}

} // namespace

// ---- Signing in

QFuture<Result<std::optional<LastSignIn>>> LocalAccount::lastSignIn()
{
    return promised<std::optional<LastSignIn>>(this, [this](const auto &reply) {
        reply(m_store ? readLastSignIn(m_store->settings) : std::optional<LastSignIn>());
    });
}

QFuture<Result<void>> LocalAccount::signIn(const SignInRequest &request)
{
    return signInLater({ request.relay,
        { request.userName, request.password, deviceNameOr(request.deviceName), QSysInfo::productType(), {} }, {} });
}

QFuture<Result<void>> LocalAccount::join(const JoinRequest &request)
{
    return signInLater({ request.relay,
        { request.userName, request.password, deviceNameOr(request.deviceName), QSysInfo::productType(), {} },
        request.invite, request.letter });
}

QFuture<Result<void>> LocalAccount::signInLater(Entry entry)
{
    return promised<void>(this, [this, entry = std::move(entry)](const Reply &reply) { signInNow(entry, reply); });
}

void LocalAccount::signInNow(Entry entry, Reply reply)
{
    if (m_state != AccountState::NeedsSignIn) {
        reply(notInThisState());
        return;
    }
    if (!entry.letter.isEmpty()) {
        if (const auto letter = identity::readLetterToken(entry.letter); !letter)
            return reply(letter.error()); // before the invite is used up
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
    m_held.reset();
    m_entrance = std::make_unique<link::HttpApi>(*relay, m_desk->network(), m_clock);
    const auto onAnswer = [this, relay = *relay, entry, reply = std::move(reply)](const Result<link::Grant> &grant) {
        if (grant) {
            onGrant(relay, *grant, entry, reply);
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

/// Signed in, and not yet one of its person's devices: nothing is kept of the sign-in before it is.
void LocalAccount::onGrant(const link::RelayAddress &relay, const link::Grant &grant, const Entry &entry, Reply reply)
{
    const store::Profile self = profileOf(grant.self);
    const auto known = m_store->settings.profile();
    Result<void> saved = known ? Result<void>() : known.error();
    if (known && known->has_value() && (*known)->person.id != self.person.id)
        saved = Error { Errc::Conflict, QStringLiteral("this profile holds another person's messages") };
    else if (known)
        saved = m_store->transact([&] {
            auto kept = m_store->settings.saveProfile(self);
            if (kept)
                kept = keepLastSignIn(m_store->settings, relay.text(), entry.credentials.userName);
            return kept && !entry.letter.isEmpty() ? keepLetter(*m_store, entry.letter) : kept;
        });
    if (!saved) {
        giveUpSignIn(grant.tokens.accessToken, saved.error());
        reply(saved);
        return;
    }
    m_held = std::make_unique<HeldSignIn>(*m_entrance, m_clock, grant.tokens);
    const auto token = [this] { return m_held->accessToken(); };
    const auto once = [this, reply, isReplied = std::make_shared<bool>(false)](const Result<void> &result) {
        if (!std::exchange(*isReplied, true))
            reply(result);
        else if (const auto recovered = std::exchange(m_recovered, nullptr))
            recovered(result);
    };
    m_devices->enrol(
        { *m_store, *m_entrance, m_clock, crypto::systemRandom() },
        { self.person.id, self.device, entry.credentials.deviceName, token,
            linking::wordLanguageOf(m_options.language) },
        [this, once, relay, user = self.person.id, token] {
            offerRecovery(relay, user, token);
            enter(AccountState::NeedsLink);
            once({});
        },
        [this, relay, self, token, once](const Result<void> &enrolled) {
            m_recovery->endOffer();
            if (enrolled) {
                keepSignIn(relay, self, once);
                return;
            }
            giveUpSignIn(token(), enrolled.error());
            once(enrolled);
        });
}

void LocalAccount::giveUpSignIn(const QString &accessToken, const Error &why)
{
    m_held.reset();
    m_entrance->logOut(accessToken, [](const Result<void> &) {});
    enter(AccountState::NeedsSignIn, why);
}

void LocalAccount::keepSignIn(const link::RelayAddress &relay, const store::Profile &self, Reply reply)
{
    const link::Renewal held = m_held->tokens();
    QString refreshToken = held.refreshToken;
    const auto record = std::make_shared<SignInRecord>(); // std::function wants copies
    *record = { relay.text(), self.person.id, self.device, crypto::SecretBytes::takeFrom(refreshToken),
        m_held->attempt().copy() };
    m_held.reset();
    const auto onWritten = [this, relay, self, record, tokens = held, reply](const Result<void> &written) {
        if (!written) {
            giveUpSignIn(tokens.accessToken, written.error());
            reply(written);
            return;
        }
        const auto started = startSession(relay, std::move(*record), self, tokens);
        if (!started)
            fail(started.error());
        reply(started);
    };
    m_vault->vault().write(kSignInEntry, encodeRecord(*record), onWritten);
}

Result<void> LocalAccount::startSession(const link::RelayAddress &relay, SignInRecord record,
    const store::Profile &self, const std::optional<link::Renewal> &tokens)
{
    const OnlineParts parts { *m_store, m_vault->vault(), m_desk->network(), m_clock, m_random,
        m_options.clientVersion };
    m_desk->setSignedIn({}, nullptr);
    m_recovery->close();
    m_devices->close();
    m_online.reset();
    auto online = Online::open(parts, relay, std::move(record), self);
    if (!online)
        return online.error();
    m_online = std::move(*online);
    if (tokens)
        m_online->tokens().start(tokens->accessToken, tokens->expiresIn);
    connect(&m_online->engine(), &Session::signedOut, this, &LocalAccount::onSignedOut, Qt::QueuedConnection);
    if (m_network)
        connect(m_network, &link::NetworkWatch::networkCame, &m_online->link(), &link::Link::wake);
    link::RelayLink &relayLink = m_online->link();
    connect(m_desk, &NetworkDesk::proxyAnswered, &relayLink, &link::Link::wake);
    connect(m_desk, &LocalNetworkDesk::settingsChanged, &relayLink, [&relayLink] {
        if (relayLink.phase() == link::LinkPhase::Closed)
            return;
        relayLink.close();
        relayLink.open();
    });
    m_desk->setSignedIn(relay, &m_online->tokens());
    m_devices->open({ *m_store, m_online->api(), m_online->tokens(), m_clock, crypto::systemRandom(),
                        [this](std::function<void()> done) {
                            if (Archivist *archivist = m_online->engine().archivist())
                                archivist->saveThen(std::move(done));
                            else
                                done();
                        },
                        [this] {
                            m_online->engine().checkOwnDevices();
                            m_recovery->keeper()->sealAnew();
                            if (Archivist *archivist = m_online->engine().archivist())
                                archivist->devicesChanged();
                        } },
        self.person.id, self.device,
        { [this](DeviceId device) { return m_recovery->keeper()->aboutToRemove(device); },
            [this] { m_recovery->keeper()->wasRemoved(); } });
    if (auto opened = openRecovery(self); !opened)
        return opened;
    if (Archivist *archivist = m_online->engine().archivist()) {
        m_recovery->showArchive(archivist->state());
        archivist->onChanged([this](const ArchiveState &archive) { m_recovery->showArchive(archive); });
        m_recovery->setArchivist({ [archivist](bool keeps, const std::function<void(Result<void>)> &reply) {
                                      archivist->setKeeps(keeps, reply);
                                  },
            [archivist] { archivist->saveNow(); }, [archivist] { archivist->devicesChanged(); } });
        archivist->onKeys([this] { m_recovery->archiveKeysChanged(); });
    }
    m_session = &m_online->engine();
    enter(AccountState::Ready);
    if (m_online && m_session)
        m_online->link().open();
    return {};
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
    m_desk->setSignedIn({}, nullptr);
    m_recovery->close();
    m_devices->close();
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
        reply(notInThisState());
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

} // namespace pc::session
