// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/admission.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/devicestore.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/refreshtoken.h"

#include <algorithm>
#include <utility>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kLongestDeviceText = 100;

QString shortened(const QString &text)
{
    return text.simplified().left(kLongestDeviceText);
}

Result<std::optional<Device>> makeRoom(DeviceStore &store, AuditLog log, UserId user, UtcTime now)
{
    auto devices = store.devicesOf(user);
    if (!devices)
        return devices.error();
    if (int(devices->size()) < kMostDevices)
        return std::optional<Device>();
    Device oldest = *std::min_element(
        devices->begin(), devices->end(), [](const Device &a, const Device &b) { return a.lastSeen < b.lastSeen; });
    if (auto revoked = store.revoke(oldest.id, now); !revoked)
        return revoked.error();
    if (auto noted = log.append(now, { "make-room"_L1, { oldest.id.raw() }, AuditActor::Relay, std::nullopt }); !noted)
        return noted.error();
    oldest.revoked = true;
    oldest.signedIn = false;
    return std::optional(oldest);
}

/// The device of an earlier sign-in, if it is this person's and still counts.
Result<std::optional<Device>> knownDevice(DeviceStore &store, UserId user, const DeviceRequest &request)
{
    if (!request.id)
        return std::optional<Device>();
    auto device = store.device(*request.id);
    if (!device && device.code() != Errc::NotFound)
        return device.error();
    if (!device || device->user != user || device->revoked)
        return std::optional<Device>();
    return std::optional(*device);
}

Result<Device> takeDevice(DeviceStore &store, AuditLog log, UserId user, const DeviceRequest &request, UtcTime now,
    Random &random, std::optional<Device> &displaced)
{
    auto known = knownDevice(store, user, request);
    if (!known)
        return known.error();
    const QString name = shortened(request.name);
    const QString platform = shortened(request.platform);
    if (Device *device = *known ? &**known : nullptr) {
        if (auto renewed = store.renew(device->id, name, platform, now); !renewed)
            return renewed.error();
        if (auto ended = store.revokeFamilies(device->id, now); !ended)
            return ended.error();
        device->name = name;
        device->platform = platform;
        device->notBefore = now;
        return *device;
    }
    auto room = makeRoom(store, log, user, now);
    if (!room)
        return room.error();
    displaced = std::move(*room);
    const Device device { DeviceId { makeUuid4(random) }, user, name, platform, now, now, now, false, false };
    if (auto added = store.add(device); !added)
        return added.error();
    return device;
}

} // namespace

Result<Admission> admit(sql::Database &database, UserId user, const DeviceRequest &request, UtcTime now, Random &random)
{
    Admission admission;
    auto person = PeopleStore(database).person(user);
    if (!person)
        return person.error();
    if (person->disabled)
        return { Errc::Unauthenticated, QStringLiteral("disabled") };
    admission.person = std::move(*person);

    DeviceStore store(database);
    auto device = takeDevice(store, AuditLog(database), user, request, now, random, admission.displaced);
    if (!device)
        return device.error();
    admission.device = std::move(*device);
    admission.device.signedIn = true;
    admission.refresh = std::make_shared<crypto::SecretBytes>();
    const RefreshFamily family
        = beginFamily(FamilyId { makeUuid4(random) }, admission.device.id, now, *admission.refresh);
    if (auto added = store.addFamily(family); !added)
        return added.error();
    return admission;
}

} // namespace pc::relay::accounts
