// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/registry.h"

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/relay/accounts/signingkeystore.h"

#include <future>
#include <variant>

namespace pc::relay::accounts {

namespace {

/// Lines of tokens that ended this long ago explain nothing any more.
constexpr Milliseconds kKeepEndedFamilies { qint64(30) * 24 * 60 * 60 * 1'000 };

struct Everything
{
    std::vector<School> schools;
    std::vector<PersonRecord> people;
    std::vector<Device> devices;
};

Result<Everything> readEverything(sql::Database &database)
{
    PeopleStore people(database);
    DeviceStore devices(database);
    auto schools = people.schools();
    if (!schools)
        return schools.error();
    auto everybody = people.everybody();
    if (!everybody)
        return everybody.error();
    auto everyDevice = devices.everyDevice();
    if (!everyDevice)
        return everyDevice.error();
    return Everything { std::move(*schools), std::move(*everybody), std::move(*everyDevice) };
}

/// A device that signed in while this computer's clock ran ahead would be shut out until the clock is there again: what
/// lies in the future is as old as now, so that only tokens from before this start are refused.
Result<void> bringIntoThePast(std::vector<Device> &all, DeviceStore &store, UtcTime now)
{
    for (Device &device : all) {
        if (device.notBefore <= now)
            continue;
        device.notBefore = now;
        if (auto set = store.setNotBefore(device.id, now); !set)
            return set;
    }
    return {};
}

} // namespace

Result<void> Registry::load()
{
    auto loaded = std::make_shared<std::promise<Result<void>>>();
    auto outcome = loaded->get_future();
    write<Everything>(
        [this](sql::Database &database) -> Result<Everything> {
            const UtcTime now = m_clock.utcNow();
            DeviceStore devices(database);
            if (auto forgotten = devices.forgetEndedFamilies(now - kKeepEndedFamilies); !forgotten)
                return forgotten.error();
            auto everything = readEverything(database);
            if (!everything)
                return everything;
            if (auto brought = bringIntoThePast(everything->devices, devices, now); !brought)
                return brought.error();
            return everything;
        },
        [this, loaded](Result<Everything> everything) {
            if (!everything) {
                loaded->set_value(everything.error());
                return;
            }
            m_roster.load(everything->schools, everything->people, everything->devices);
            rotateKeys(false, [loaded](Result<void> rotated) { loaded->set_value(std::move(rotated)); });
        });
    return outcome.get();
}

void Registry::rotateKeys(bool now, Reply<void> reply)
{
    using Keys = std::shared_ptr<std::vector<NamedKey>>; // keys cannot be copied, and works are
    write<Keys>(
        [this, now](sql::Database &database) -> Result<Keys> {
            SigningKeyStore store(database);
            const UtcTime time = m_clock.utcNow();
            auto keys = now ? store.rotate(time) : store.current(time);
            if (!keys)
                return keys.error();
            return std::make_shared<std::vector<NamedKey>>(std::move(*keys));
        },
        [this, reply](Result<Keys> keys) {
            if (!keys) {
                reply(keys.error());
                return;
            }
            m_tokens.setKeys(std::move(**keys));
            reply({});
        });
}

void Registry::note(std::vector<AuditAct> acts)
{
    using Nothing = std::monostate;
    write<Nothing>(
        [this, acts = std::move(acts)](sql::Database &database) -> Result<Nothing> {
            AuditLog log(database);
            for (const AuditAct &act : acts) {
                if (auto noted = log.append(m_clock.utcNow(), act); !noted)
                    return noted.error();
            }
            return Nothing {};
        },
        [](const Result<Nothing> &noted) {
            if (!noted)
                LogLine(lcAccounts(), QtWarningMsg, "an attempt was not noted").with("reason", noted.code());
        });
}

void Registry::publish(const School &school)
{
    m_roster.put(school);
}

void Registry::publish(const PersonRecord &person)
{
    m_roster.put(person);
    if (m_hooks.personChanged)
        m_hooks.personChanged(person.person.id);
}

void Registry::publish(const Device &device)
{
    m_roster.put(device);
    if (m_hooks.deviceEnded && (device.revoked || !device.signedIn))
        m_hooks.deviceEnded(device.user, device.id);
}

} // namespace pc::relay::accounts
