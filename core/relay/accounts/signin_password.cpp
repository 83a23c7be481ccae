// SPDX-License-Identifier: GPL-3.0-or-later
// SignIn: changing the password, ending a device, and what is noted of those who guess.

#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/signin.h"
#include "core/relay/accounts/signinerrors.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kShortestPassword = 8; // code points
constexpr qsizetype kLongestPassword = 256; // bytes

} // namespace

void SignIn::noteFailure(const QByteArray &account, std::optional<UserId> user)
{
    const AuditThrottle::Share share = m_failures.take(account);
    if (!share.mayWrite)
        return;
    std::vector<AuditAct> acts;
    if (share.heldBack > 0)
        acts.push_back({ "sign-in-failures-not-listed"_L1, {}, AuditActor::Stranger, std::nullopt, share.heldBack });
    acts.push_back({ "sign-in-failed"_L1, {}, AuditActor::Stranger, std::nullopt });
    if (user)
        acts.back().objects = { user->raw() };
    m_registry.note(std::move(acts));
}

void SignIn::changePassword(
    const Actor &actor, crypto::SecretBytes oldPassword, crypto::SecretBytes newPassword, Reply<void> reply)
{
    if (auto good = checkPassword(newPassword); !good) {
        reply(good);
        return;
    }
    if (!m_accounts.take(actor.user.raw().toByteArray())) {
        reply(slowDown());
        return;
    }
    auto oldOne = std::make_shared<crypto::SecretBytes>(std::move(oldPassword)); // works are copied, secrets are not
    auto newOne = std::make_shared<crypto::SecretBytes>(std::move(newPassword));
    const auto store = [this, actor, reply](Result<QByteArray> hash) {
        if (hash)
            replacePassword(actor, std::move(*hash), reply);
        else
            reply(hash.error());
    };
    m_registry.read<std::optional<Credentials>>(
        [user = actor.user](sql::Database &database) { return PeopleStore(database).credentials(user); },
        [this, actor, oldOne, newOne, store, reply](Result<std::optional<Credentials>> found) {
            if (!found) {
                reply(found.error());
                return;
            }
            std::optional<QByteArray> hash;
            if (*found)
                hash = (*found)->passwordHash;
            const bool queued = m_hashes.verify(std::move(*oldOne), hash,
                [this, user = actor.user, newOne, store, reply](const HashPool::Verdict &verdict) {
                    if (!verdict.correct) {
                        reply(doNotFit());
                        noteFailure(user.raw().toByteArray(), user);
                    } else if (!m_hashes.hash(std::move(*newOne), store)) {
                        reply(slowDown());
                    }
                });
            if (!queued)
                reply(slowDown());
        });
}

void SignIn::replacePassword(const Actor &actor, QByteArray hash, Reply<void> reply)
{
    using Ended = std::vector<Device>;
    m_registry.write<Ended>(
        [this, actor, hash = std::move(hash)](sql::Database &database) -> Result<Ended> {
            if (auto stored = PeopleStore(database).setPasswordHash(actor.user, hash); !stored)
                return stored.error();
            DeviceStore store(database);
            auto devices = store.devicesOf(actor.user);
            if (!devices)
                return devices;
            std::erase_if(*devices, [&actor](const Device &device) { return device.id == actor.device; });
            for (Device &device : *devices) {
                if (auto revoked = store.revoke(device.id, m_registry.clock().utcNow()); !revoked)
                    return revoked.error();
                device.revoked = true;
            }
            if (auto noted = AuditLog(database).append(
                    m_registry.clock().utcNow(), actOf(actor.user, "change-password"_L1, actor.device.raw()));
                !noted)
                return noted.error();
            return devices;
        },
        [this, reply](Result<Ended> ended) {
            if (!ended) {
                reply(ended.error());
                return;
            }
            for (const Device &device : *ended)
                m_registry.publish(device);
            reply({});
        });
}

void SignIn::logOut(const Actor &actor, Reply<void> reply)
{
    m_registry.write<Device>(
        [this, actor](sql::Database &database) -> Result<Device> {
            DeviceStore store(database);
            const UtcTime now = m_registry.clock().utcNow();
            if (auto revoked = store.revoke(actor.device, now); !revoked)
                return revoked.error();
            if (auto noted = AuditLog(database).append(now, actOf(actor.user, "sign-out"_L1, actor.device.raw()));
                !noted)
                return noted.error();
            return store.device(actor.device);
        },
        [this, reply](Result<Device> device) {
            if (device)
                m_registry.publish(*device);
            // Signing out twice is signed out.
            reply(device || device.code() == Errc::NotFound ? Result<void>() : device.error());
        });
}

Result<void> checkPassword(const crypto::SecretBytes &password)
{
    const auto bytes = password.view();
    const auto points = std::count_if(bytes.begin(), bytes.end(), [](quint8 byte) { return (byte & 0xc0) != 0x80; });
    if (points < kShortestPassword || password.size() > kLongestPassword)
        return { Errc::Invalid, QStringLiteral("a password has 8 characters or more") };
    return {};
}

} // namespace pc::relay::accounts
