// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/selfservice.h"

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/relay/accounts/authorise.h"
#include "core/relay/accounts/username.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestSearch = 100;

int bounded(int limit)
{
    return std::clamp(limit, 1, kLongestPage);
}

} // namespace

Result<Self> SelfService::self(const Actor &actor) const
{
    const auto person = m_registry.roster().person(actor.user);
    const auto school = m_registry.roster().school(actor.school);
    if (!person || !school)
        return { Errc::Unauthenticated, QStringLiteral("signed out") };
    return Self { *person, *school, actor.device };
}

void SelfService::devices(const Actor &actor, const QString &after, int limit, Reply<Page<Device>> reply)
{
    m_registry.read<Page<Device>>(
        [user = actor.user, after, limit](
            sql::Database &database) { return DeviceStore(database).pageOf(user, after, bounded(limit)); },
        std::move(reply));
}

void SelfService::revokeDevice(const Actor &actor, DeviceId id, Reply<void> reply)
{
    m_registry.write<Device>(
        [this, actor, id](sql::Database &database) -> Result<Device> {
            DeviceStore store(database);
            auto device = store.device(id);
            if (!device && device.code() != Errc::NotFound)
                return device;
            Object object = Object::absent();
            if (device && device->user == actor.user && !device->revoked)
                object.relation = Relation::Own;
            if (auto allowed = authorise(actor, Action::RevokeDevice, object); !allowed)
                return allowed.error();
            const UtcTime now = m_registry.clock().utcNow();
            if (auto revoked = store.revoke(id, now); !revoked)
                return revoked.error();
            if (auto noted = AuditLog(database).append(now, actOf(actor.user, "revoke-device"_L1, id.raw())); !noted)
                return noted.error();
            device->revoked = true;
            return device;
        },
        [this, reply = std::move(reply)](Result<Device> device) {
            if (!device) {
                reply(device.error());
                return;
            }
            m_registry.publish(*device);
            reply({});
        });
}

void SelfService::directory(
    const Actor &actor, const QString &search, const QString &after, int limit, Reply<Page<people::Person>> reply)
{
    PeopleStore::DirectoryFilter filter;
    filter.school = actor.school;
    filter.except = actor.user;
    filter.staffOnly
        = !people::isStaff(actor.role) && !m_registry.roster().policy(actor.school).guardiansMayWriteToGuardians;
    filter.folded = foldForSearch(search.left(kLongestSearch).trimmed());
    m_registry.read<Page<people::Person>>(
        [filter, after, limit](
            sql::Database &database) { return PeopleStore(database).directory(filter, after, bounded(limit)); },
        std::move(reply));
}

void SelfService::noteSeen(const Actor &actor, UtcTime at)
{
    using Nothing = std::monostate;
    m_registry.write<Nothing>(
        [actor, at](sql::Database &database) -> Result<Nothing> {
            if (auto noted = DeviceStore(database).setLastSeen(actor.device, at); !noted)
                return noted.error();
            if (auto noted = PeopleStore(database).setLastSeen(actor.user, at); !noted)
                return noted.error();
            return Nothing {};
        },
        [](const Result<Nothing> &noted) {
            if (!noted)
                LogLine(lcAccounts(), QtInfoMsg, "a last-seen time was not kept").with("reason", noted.code());
        });
}

} // namespace pc::relay::accounts
