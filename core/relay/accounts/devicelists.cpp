// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/devicelists.h"

#include "core/crypto/qtbytes.h"
#include "core/relay/accounts/authorise.h"
#include "core/relay/accounts/deviceliststore.h"
#include "core/relay/accounts/officestore.h"

#include <algorithm>
#include <utility>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

/// The device that `after` has or has ended, and `before` had not; none when one got another name.
const identity::ListedDevice *changedDevice(const identity::DeviceList &before, const identity::DeviceList &after)
{
    for (const identity::ListedDevice &device : after.devices()) {
        const identity::ListedDevice *was = before.find(device.id);
        if (!was || was->revoked != device.revoked)
            return &device;
    }
    return nullptr;
}

/// In the words that clients know.
Error refusalOfList(const Error &why)
{
    if (why.code == Errc::Corrupt)
        return { Errc::Invalid, why.detail };
    return why.code == Errc::NewerVersion ? Error { Errc::Unsupported, why.detail } : why;
}

} // namespace

void DeviceLists::append(const Actor &actor, const QByteArray &entry, Reply<quint32> reply)
{
    m_registry.write<Appended>(
        [this, actor, entry](sql::Database &database) { return appendNow(database, actor, entry); },
        [this, reply = std::move(reply)](const Result<Appended> &appended) {
            if (!appended) {
                reply(appended.error());
                return;
            }
            for (const Device &device : appended->ended)
                m_registry.publish(device);
            reply(appended->number);
        });
}

Result<DeviceLists::Appended> DeviceLists::appendNow(
    sql::Database &database, const Actor &actor, const QByteArray &entry)
{
    Object own = Object::absent();
    own.relation = Relation::Own;
    if (auto allowed = authorise(actor, Action::LinkDevices, own); !allowed)
        return allowed.error();
    DeviceListStore lists(database);
    const auto before = lists.list(actor.user);
    if (!before)
        return before.error();
    const crypto::ByteView bytes = crypto::viewOf(entry);
    if (!before->isEmpty() && before->head() == crypto::sha256Of(bytes))
        return Appended { before->number(), {} }; // whoever lost the answer asks again
    identity::DeviceList after = *before;
    if (auto appended = after.append(bytes); !appended)
        return refusalOfList(appended.error());
    if (after.user() != actor.user)
        return { Errc::Invalid, QStringLiteral("another person's device list") };
    Appended done { after.number(), {} };
    if (auto taken = takeUp(database, actor, *before, after, done); !taken)
        return taken.error();
    if (auto saved = lists.append(after, entry); !saved)
        return saved.error();
    return done;
}

/// What an entry means for the devices that are signed in.
Result<void> DeviceLists::takeUp(sql::Database &database, const Actor &actor, const identity::DeviceList &before,
    const identity::DeviceList &after, Appended &done)
{
    DeviceStore devices(database);
    const UtcTime now = m_registry.clock().utcNow();
    const auto note = [&](QLatin1StringView act, DeviceId device) {
        return AuditLog(database).append(now, actOf(actor.user, act, device.raw()));
    };
    const auto end = [&](Device device) -> Result<void> {
        if (auto revoked = devices.revoke(device.id, now); !revoked)
            return revoked;
        device.revoked = true;
        done.ended.push_back(device);
        return note("revoke-device"_L1, device.id);
    };
    if (after.begunAnew() != before.begunAnew()) {
        if (after.devices().front().id != actor.device)
            return { Errc::NotFound, QStringLiteral("no such device") };
        auto theirs = devices.devicesOf(actor.user);
        if (!theirs)
            return theirs.error();
        for (const Device &device : *theirs) {
            if (before.isEmpty() || device.revoked || device.id == actor.device)
                continue;
            if (auto ended = end(device); !ended)
                return ended;
        }
        return note("begin-devices"_L1, actor.device);
    }
    const identity::ListedDevice *changed = changedDevice(before, after);
    // Who has the account key and is signed in may come back as another device, and do nothing else before.
    const bool addsItself = changed && !changed->revoked && changed->id == actor.device;
    if (!before.isLinked(actor.device) && !addsItself)
        return { Errc::Forbidden, QStringLiteral("this device is not linked") };
    if (!changed)
        return {};
    auto device = devices.device(changed->id);
    if (!device && device.code() != Errc::NotFound)
        return device.error();
    if (device && device->user != actor.user)
        return { Errc::NotFound, QStringLiteral("no such device") };
    if (changed->revoked)
        return device && !device->revoked ? end(*device) : note("revoke-device"_L1, changed->id);
    return note("link-device"_L1, changed->id); // which a backup may not know
}

void DeviceLists::read(const Actor &actor, UserId of, quint32 after, Reply<DeviceListPage> reply)
{
    Object object = Object::absent();
    object.person = m_registry.roster().person(of);
    if (const auto allowed = authorise(actor, Action::SeeDevices, object); !allowed) {
        reply(allowed.error());
        return;
    }
    m_registry.read<DeviceListPage>(
        [of, after](sql::Database &database) -> Result<DeviceListPage> {
            DeviceListStore lists(database);
            auto list = lists.list(of);
            if (!list)
                return list.error();
            auto entries = lists.entries(of, after, kLongestListPage);
            if (!entries)
                return entries.error();
            auto word = OfficeStore(database).word(of);
            if (!word)
                return word.error();
            return DeviceListPage { std::move(*entries), list->number(), std::move(*word) };
        },
        std::move(reply));
}

} // namespace pc::relay::accounts
