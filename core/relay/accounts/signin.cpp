// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/signin.h"

#include "core/crypto/hash.h"
#include "core/relay/accounts/invitestore.h"
#include "core/relay/accounts/refreshtoken.h"
#include "core/relay/accounts/signinerrors.h"
#include "core/relay/accounts/username.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

BucketRate wider(BucketRate rate)
{
    rate.burst *= 10;
    return rate;
}

/// Joins the invite's person, or makes a new one.
Result<UserId> joinPerson(sql::Database &database, const Invite &invite, const QString &displayName,
    const QString &userName, const QByteArray &hash, UtcTime now, Random &random)
{
    PeopleStore store(database);
    UserId user;
    if (invite.person) {
        user = *invite.person;
    } else {
        user = UserId { makeUuid4(random) };
        const people::Person person { user, invite.school, displayName, invite.role, invite.label };
        if (auto added = store.addPerson(person, now); !added)
            return added.error();
    }
    if (auto joined = store.join(user, userName, hash); !joined)
        return joined.error();
    return user;
}

struct Refreshed
{
    TokenUse use = TokenUse::Over;
    Device device;
    std::optional<PersonRecord> person; ///< Whose token it is, while it is good.
    std::shared_ptr<crypto::SecretBytes> next; ///< Shared because results are copied.
};

/// What a use of a refresh token changes. A theft is a result, not an error: it must be committed.
Result<Refreshed> useInTransaction(
    sql::Database &database, FamilyId id, QByteArrayView token, const QByteArray &attempt, UtcTime now)
{
    DeviceStore store(database);
    auto family = store.family(id);
    if (!family)
        return family.error();
    auto device = store.device(family->device);
    if (!device)
        return device.error();
    auto person = PeopleStore(database).person(device->user);
    if (!person)
        return person.error();

    Refreshed refreshed;
    refreshed.device = *device;
    if (device->revoked || person->disabled)
        return refreshed;
    refreshed.next = std::make_shared<crypto::SecretBytes>();
    refreshed.use = useToken(*family, token, attempt, now, *refreshed.next);
    refreshed.person = *person;
    Result<void> stored;
    if (refreshed.use == TokenUse::Rotated) {
        stored = store.rotate(*family);
    } else if (refreshed.use == TokenUse::Stolen) {
        stored = store.revokeFamilies(device->id, now);
        if (stored) {
            stored = AuditLog(database).append(
                now, { "old-token-used"_L1, { device->id.raw() }, AuditActor::Stranger, std::nullopt });
        }
    }
    if (!stored)
        return stored.error();
    refreshed.device.signedIn = refreshed.use == TokenUse::Rotated || refreshed.use == TokenUse::Repeated;
    return refreshed;
}

} // namespace

SignIn::SignIn(Registry &registry, HashPool &hashes, SignInLimits limits)
    : m_registry(registry)
    , m_hashes(hashes)
    , m_addresses(limits.perAddress, registry.clock())
    , m_accounts(limits.perAccount, registry.clock())
    , m_failures(registry.clock())
    , m_accountsEverywhere(wider(limits.perAccount), registry.clock())
{
}

void SignIn::setLimits(const SignInLimits &limits)
{
    m_addresses.setRate(limits.perAddress);
    m_accounts.setRate(limits.perAccount);
    m_accountsEverywhere.setRate(wider(limits.perAccount));
}

void SignIn::logIn(LogInRequest request, Reply<SignedIn> reply)
{
    // A name that cannot exist takes the same way as one that does not: same limits, same work, same answer.
    const QString userName = foldUserName(request.userName).valueOr(QString());
    const QByteArray account = crypto::blake2b(userName.isEmpty() ? request.userName.toUtf8() : userName.toUtf8());
    if (!allow(request.address) || !allow(account, request.address)) {
        reply(slowDown());
        return;
    }
    auto shared = std::make_shared<LogInRequest>(std::move(request)); // it holds a secret, and works are copied
    m_registry.read<std::optional<Credentials>>(
        [userName](sql::Database &database) { return PeopleStore(database).credentials(userName); },
        [this, shared, account, reply](Result<std::optional<Credentials>> found) {
            if (!found) {
                reply(found.error());
                return;
            }
            std::optional<QByteArray> hash;
            std::optional<UserId> known;
            if (*found)
                known = (*found)->user;
            UserId user;
            if (*found && !(*found)->disabled) {
                hash = (*found)->passwordHash;
                user = (*found)->user;
            }
            const bool queued = m_hashes.verify(std::move(shared->password), hash,
                [this, shared, account, known, user, reply](HashPool::Verdict verdict) {
                    if (verdict.correct) {
                        admitPerson(user, shared->device, std::move(verdict.rehashed), reply);
                        return;
                    }
                    reply(doNotFit());
                    noteFailure(account, known); // after the answer, which must not take longer for one who is there
                });
            if (!queued)
                reply(slowDown());
        });
}

void SignIn::admitPerson(
    UserId user, const DeviceRequest &device, std::optional<QByteArray> rehashed, Reply<SignedIn> reply)
{
    m_registry.write<Admission>(
        [this, user, device, rehashed = std::move(rehashed)](sql::Database &database) -> Result<Admission> {
            if (rehashed) {
                if (auto stored = PeopleStore(database).setPasswordHash(user, *rehashed); !stored)
                    return stored.error();
            }
            return admit(database, user, device, m_registry.clock().utcNow(), m_registry.random());
        },
        [this, reply](Result<Admission> admission) { welcome(std::move(admission), reply); });
}

void SignIn::welcome(Result<Admission> admission, const Reply<SignedIn> &reply)
{
    if (!admission) {
        reply(admission.code() == Errc::Unauthenticated ? doNotFit() : admission.error());
        return;
    }
    if (admission->displaced)
        m_registry.publish(*admission->displaced);
    m_registry.publish(admission->person);
    m_registry.publish(admission->device);
    const people::Person &person = admission->person.person;
    SignedIn signedIn;
    signedIn.person = person;
    signedIn.school = m_registry.roster().school(person.school).value_or(School {});
    signedIn.device = admission->device.id;
    signedIn.tokens.access = m_registry.tokens().issue(person.id, admission->device.id, person.school);
    signedIn.tokens.refresh = std::move(*admission->refresh);
    reply(std::move(signedIn));
}

void SignIn::join(JoinRequest request, Reply<SignedIn> reply)
{
    if (!allow(request.address)) {
        reply(slowDown());
        return;
    }
    const auto userName = foldUserName(request.userName);
    const auto displayName = cleanDisplayName(request.name.isEmpty() ? request.userName : request.name);
    const auto password = checkPassword(request.password);
    if (!userName || !displayName || !password) {
        reply(!userName ? userName.error() : !displayName ? displayName.error() : password.error());
        return;
    }
    const QByteArray digest = inviteDigest(request.invite.toByteArrayView());
    auto shared = std::make_shared<JoinRequest>(std::move(request)); // it holds secrets, and works are copied
    const auto enter = [this, shared, digest, userName = *userName, displayName = *displayName, reply](
                           Result<QByteArray> hash) {
        if (!hash) {
            reply(hash.error());
            return;
        }
        m_registry.write<Admission>(
            [this, shared, digest, userName, displayName, hash = *hash](sql::Database &database) -> Result<Admission> {
                const UtcTime now = m_registry.clock().utcNow();
                auto invite = InviteStore(database).redeem(digest, now);
                if (!invite)
                    return invite.error();
                auto user = joinPerson(database, *invite, displayName, userName, hash, now, m_registry.random());
                if (!user)
                    return user.error();
                if (auto noted = AuditLog(database).append(now, actOf(*user, "redeem-invite"_L1, invite->id.raw()));
                    !noted)
                    return noted.error();
                return admit(database, *user, shared->device, now, m_registry.random());
            },
            [this, reply](Result<Admission> admission) { welcome(std::move(admission), reply); });
    };
    // A code that opens nothing is not worth a password hash.
    m_registry.read<Invite>(
        [this, digest](
            sql::Database &database) { return InviteStore(database).usable(digest, m_registry.clock().utcNow()); },
        [this, shared, enter, reply](Result<Invite> invite) {
            if (!invite)
                reply(invite.error());
            else if (!m_hashes.hash(std::move(shared->password), enter))
                reply(slowDown());
        });
}

void SignIn::refresh(crypto::SecretBytes token, const QByteArray &attempt, Reply<Tokens> reply)
{
    const Error signedOut { Errc::Unauthenticated, QStringLiteral("not a valid refresh token") };
    const auto family = familyOf(token.toByteArrayView());
    if (!family) {
        reply(signedOut);
        return;
    }
    auto shared = std::make_shared<crypto::SecretBytes>(std::move(token)); // works are copied, secrets are not
    const auto answer = [this, reply, signedOut](Result<Refreshed> refreshed) {
        if (!refreshed) {
            reply(refreshed.code() == Errc::NotFound ? signedOut : refreshed.error());
            return;
        }
        if (refreshed->use == TokenUse::Stolen)
            m_registry.publish(refreshed->device);
        if (!refreshed->device.signedIn || !refreshed->person) {
            reply(signedOut);
            return;
        }
        const people::Person &person = refreshed->person->person;
        reply(Tokens {
            m_registry.tokens().issue(person.id, refreshed->device.id, person.school), std::move(*refreshed->next) });
    };
    // Made-up tokens cost a look, not a transaction.
    m_registry.read<RefreshFamily>([id = *family](sql::Database &database) { return DeviceStore(database).family(id); },
        [this, id = *family, shared, attempt, answer](Result<RefreshFamily> found) {
            if (!found) {
                answer(found.error());
                return;
            }
            m_registry.write<Refreshed>(
                [this, id, shared, attempt](sql::Database &database) {
                    return useInTransaction(
                        database, id, shared->toByteArrayView(), attempt, m_registry.clock().utcNow());
                },
                answer);
        });
}

bool SignIn::allow(const QString &address)
{
    return m_addresses.take(networkOf(address));
}

bool SignIn::allow(const QByteArray &account, const QString &address)
{
    return m_accounts.take(account + networkOf(address)) && m_accountsEverywhere.take(account);
}

} // namespace pc::relay::accounts
