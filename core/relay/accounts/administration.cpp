// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/administration.h"

#include "core/crypto/random.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/invitestore.h"
#include "core/relay/accounts/username.h"

#include <utility>
#include <variant>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kInviteBytes = 16; // 128 bits
constexpr qsizetype kPasswordBytes = 12;
constexpr int kMostUses = 10'000;
constexpr Milliseconds kLongestInvite { qint64(366) * 24 * 60 * 60 * 1'000 };

/// Hands the outcome of an act on, and what it changed to the roster.
template<typename T>
Reply<T> published(Registry &registry, Reply<T> reply)
{
    return [&registry, reply = std::move(reply)](Result<T> made) {
        if (made)
            registry.publish(*made);
        reply(std::move(made));
    };
}

/// Revokes every device of a person; answers them as they are then.
Result<std::vector<Device>> revokeAll(sql::Database &database, UserId user, UtcTime now)
{
    DeviceStore store(database);
    auto devices = store.devicesOf(user);
    if (!devices)
        return devices;
    for (Device &device : *devices) {
        if (auto revoked = store.revoke(device.id, now); !revoked)
            return revoked.error();
        device.revoked = true;
    }
    return devices;
}

Result<Invite> inviteFor(sql::Database &database, const NewInvite &request, const QString &label, UtcTime now)
{
    PeopleStore store(database);
    Invite invite;
    invite.school = request.school;
    invite.person = request.person;
    invite.role = request.role;
    invite.label = label;
    invite.created = now;
    invite.expires = now + request.life;
    invite.maxUses = request.uses;
    if (request.person) {
        auto person = store.person(*request.person);
        if (!person)
            return person.error();
        if (!person->userName.isEmpty())
            return { Errc::Conflict, u"this person has joined already"_s };
        invite.school = person->person.school;
        invite.role = person->person.role;
        invite.label = person->person.label;
        invite.maxUses = 1;
    } else if (auto school = store.school(request.school); !school) {
        return school.error();
    }
    return invite;
}

} // namespace

void Administration::createSchool(const QString &name, const people::SchoolPolicy &policy, Reply<School> reply)
{
    const auto clean = cleanDisplayName(name);
    if (!clean) {
        reply(clean.error());
        return;
    }
    m_registry.write<School>(
        [this, name = *clean, policy](sql::Database &database) -> Result<School> {
            const UtcTime now = m_registry.clock().utcNow();
            const School school { SchoolId { makeUuid4(m_registry.random()) }, name, policy };
            if (auto added = PeopleStore(database).addSchool(school, now); !added)
                return added.error();
            if (auto noted = recordAct(database, now, "create-school"_L1, school.id.raw()); !noted)
                return noted.error();
            return school;
        },
        published(m_registry, std::move(reply)));
}

void Administration::setPolicy(SchoolId id, const people::SchoolPolicy &policy, Reply<School> reply)
{
    m_registry.write<School>(
        [this, id, policy](sql::Database &database) -> Result<School> {
            PeopleStore store(database);
            if (auto set = store.setPolicy(id, policy); !set)
                return set.error();
            if (auto noted = recordAct(database, m_registry.clock().utcNow(), "set-policy"_L1, id.raw()); !noted)
                return noted.error();
            return store.school(id);
        },
        published(m_registry, std::move(reply)));
}

void Administration::setRetention(SchoolId id, int days, Reply<School> reply)
{
    if (days < 1 || days > kLongestRetentionDays) {
        reply(Error { Errc::Invalid, u"messages are kept for 1 to %1 days"_s.arg(kLongestRetentionDays) });
        return;
    }
    m_registry.write<School>(
        [this, id, days](sql::Database &database) -> Result<School> {
            PeopleStore store(database);
            if (auto set = store.setRetention(id, days); !set)
                return set.error();
            if (auto noted = recordAct(database, m_registry.clock().utcNow(), "set-retention"_L1, id.raw()); !noted)
                return noted.error();
            return store.school(id);
        },
        published(m_registry, std::move(reply)));
}

void Administration::createPerson(const NewPerson &request, Reply<PersonRecord> reply)
{
    const auto name = cleanDisplayName(request.name);
    const auto label = cleanLabel(request.label);
    if (!name || !label) {
        reply(!name ? name.error() : label.error());
        return;
    }
    m_registry.write<PersonRecord>(
        [this, request, name = *name, label = *label](sql::Database &database) -> Result<PersonRecord> {
            const UtcTime now = m_registry.clock().utcNow();
            PeopleStore store(database);
            if (auto school = store.school(request.school); !school)
                return school.error();
            const people::Person person { UserId { makeUuid4(m_registry.random()) }, request.school, name, request.role,
                label };
            if (auto added = store.addPerson(person, now); !added)
                return added.error();
            if (auto noted = recordAct(database, now, "create-person"_L1, person.id.raw()); !noted)
                return noted.error();
            return PersonRecord { person, {}, false, std::nullopt };
        },
        published(m_registry, std::move(reply)));
}

void Administration::createInvite(const NewInvite &request, Reply<MadeInvite> reply)
{
    const auto label = cleanLabel(request.label);
    if (!label || request.uses < 1 || request.uses > kMostUses || request.life <= Milliseconds { 0 }
        || request.life > kLongestInvite) {
        reply(
            label ? Error { Errc::Invalid, u"an invite has 1 to 10000 uses and lasts up to a year"_s } : label.error());
        return;
    }
    m_registry.write<MadeInvite>(
        [this, request, label = *label](sql::Database &database) -> Result<MadeInvite> {
            const UtcTime now = m_registry.clock().utcNow();
            auto invite = inviteFor(database, request, label, now);
            if (!invite)
                return invite.error();
            invite->id = InviteId { makeUuid4(m_registry.random()) };
            const crypto::SecretBytes code = crypto::randomToken(kInviteBytes);
            if (auto added = InviteStore(database).add(*invite, inviteDigest(code.toByteArrayView())); !added)
                return added.error();
            if (auto noted = recordAct(database, now, "create-invite"_L1, invite->id.raw()); !noted)
                return noted.error();
            return MadeInvite { *invite, QString::fromLatin1(code.toByteArrayView()) };
        },
        std::move(reply));
}

void Administration::withdrawInvite(InviteId invite, Reply<void> reply)
{
    m_registry.write<InviteId>(
        [this, invite](sql::Database &database) -> Result<InviteId> {
            const UtcTime now = m_registry.clock().utcNow();
            if (auto withdrawn = InviteStore(database).withdraw(invite, now); !withdrawn)
                return withdrawn.error();
            if (auto noted = recordAct(database, now, "withdraw-invite"_L1, invite.raw()); !noted)
                return noted.error();
            return invite;
        },
        [reply = std::move(reply)](const Result<InviteId> &done) { reply(done ? Result<void>() : done.error()); });
}

void Administration::resetPassword(UserId user, Reply<QString> reply)
{
    auto password = crypto::randomToken(kPasswordBytes);
    const QString shown = QString::fromLatin1(password.toByteArrayView());
    using Ended = std::vector<Device>;
    const bool queued = m_hashes.hash(std::move(password), [this, user, shown, reply](Result<QByteArray> hash) {
        if (!hash) {
            reply(hash.error());
            return;
        }
        m_registry.write<Ended>(
            [this, user, hash = std::move(*hash)](sql::Database &database) -> Result<Ended> {
                const UtcTime now = m_registry.clock().utcNow();
                if (auto set = PeopleStore(database).setPasswordHash(user, hash); !set)
                    return set.error();
                if (auto noted = recordAct(database, now, "reset-password"_L1, user.raw()); !noted)
                    return noted.error();
                return revokeAll(database, user, now);
            },
            [this, shown, reply](Result<Ended> ended) {
                if (!ended) {
                    reply(ended.error());
                    return;
                }
                signOutEverywhere(*ended);
                reply(shown);
            });
    });
    if (!queued)
        reply(Registry::busy());
}

void Administration::setDisabled(UserId user, bool disabled, Reply<PersonRecord> reply)
{
    struct Changed
    {
        PersonRecord person;
        std::vector<Device> ended;
    };

    m_registry.write<Changed>(
        [this, user, disabled](sql::Database &database) -> Result<Changed> {
            const UtcTime now = m_registry.clock().utcNow();
            PeopleStore store(database);
            if (auto set = store.setDisabled(user, disabled); !set)
                return set.error();
            if (auto noted = recordAct(database, now, disabled ? "disable-person"_L1 : "enable-person"_L1, user.raw());
                !noted)
                return noted.error();
            Changed changed;
            if (disabled) {
                auto ended = revokeAll(database, user, now);
                if (!ended)
                    return ended.error();
                changed.ended = std::move(*ended);
            }
            auto person = store.person(user);
            if (!person)
                return person.error();
            changed.person = std::move(*person);
            return changed;
        },
        [this, reply = std::move(reply)](Result<Changed> changed) {
            if (!changed) {
                reply(changed.error());
                return;
            }
            m_registry.publish(changed->person);
            signOutEverywhere(changed->ended);
            reply(std::move(changed->person));
        });
}

void Administration::revokeDevice(DeviceId id, Reply<void> reply)
{
    m_registry.write<Device>(
        [this, id](sql::Database &database) -> Result<Device> {
            const UtcTime now = m_registry.clock().utcNow();
            DeviceStore store(database);
            if (auto revoked = store.revoke(id, now); !revoked)
                return revoked.error();
            if (auto noted = recordAct(database, now, "revoke-device"_L1, id.raw()); !noted)
                return noted.error();
            return store.device(id);
        },
        [this, reply = std::move(reply)](Result<Device> device) {
            if (device)
                m_registry.publish(*device);
            reply(device ? Result<void>() : device.error());
        });
}

void Administration::note(QLatin1StringView act, Reply<void> reply, std::optional<Uuid> object)
{
    m_registry.write<std::monostate>(
        [this, act, object](sql::Database &database) -> Result<std::monostate> {
            AuditAct line { act };
            if (object)
                line.objects.push_back(*object);
            if (auto noted = AuditLog(database).append(m_registry.clock().utcNow(), line); !noted)
                return noted.error();
            return std::monostate {};
        },
        [reply = std::move(reply)](
            const Result<std::monostate> &done) { reply(done ? Result<void>() : Result<void>(done.error())); });
}

void Administration::publishErased(const PersonRecord &person, const std::vector<Device> &devices)
{
    m_registry.publish(person);
    signOutEverywhere(devices);
}

void Administration::signOutEverywhere(const std::vector<Device> &devices)
{
    for (const Device &device : devices)
        m_registry.publish(device);
}

} // namespace pc::relay::accounts
