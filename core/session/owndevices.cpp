// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/owndevices.h"

#include "core/identity/devicename.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pc::session {

namespace {

constexpr std::size_t kMostSeen = 1'000;

Error noSuchDevice()
{
    return { Errc::NotFound, QStringLiteral("no such device") };
}

std::vector<OwnDevice> devicesOf(const HeldList &held, const std::vector<link::DeviceInfo> &seen, DeviceId self)
{
    std::vector<OwnDevice> devices;
    for (const link::DeviceInfo &info : seen) {
        if (!held.list().isLinked(info.id))
            devices.push_back({ info.id, info.name, info.platform, info.createdAt, info.lastSeen, false, false });
    }
    for (const identity::ListedDevice &listed : held.list().devices()) {
        if (listed.revoked)
            continue;
        const auto info = std::ranges::find(seen, listed.id, &link::DeviceInfo::id);
        const bool isSeen = info != seen.end();
        const auto name = identity::openDeviceName(listed.sealedName, held.accountKey());
        devices.push_back(
            { listed.id, name.value_or(isSeen ? info->name : QString()), isSeen ? info->platform : QString(),
                listed.added, isSeen ? info->lastSeen : std::nullopt, listed.id == self, true });
    }
    std::ranges::stable_sort(devices, std::greater(),
        [](const OwnDevice &device) { return std::tuple(device.isThis, device.lastSeen.value_or(UtcTime())); });
    return devices;
}

} // namespace

template<typename T>
void OwnDevices::withList(const Reply<T> &reply, const std::function<void(const Held &held)> &then)
{
    const std::weak_ptr<int> alive = m_alive;
    HeldList::open(m_parts, m_user, [alive, reply, then](const Result<Held> &held) {
        if (alive.expired())
            return;
        if (held)
            then(*held);
        else
            reply(held.error());
    });
}

OwnDevices::Reply<void> OwnDevices::guarded(const Reply<void> &reply) const
{
    return [alive = std::weak_ptr<int>(m_alive), reply](Result<void> result) {
        if (!alive.expired())
            reply(std::move(result));
    };
}

void OwnDevices::list(Reply<std::vector<OwnDevice>> reply)
{
    withList<std::vector<OwnDevice>>(reply, [this, reply](const Held &held) {
        gather(held, std::make_shared<std::vector<link::DeviceInfo>>(), {}, reply);
    });
}

void OwnDevices::gather(const Held &held, const std::shared_ptr<std::vector<link::DeviceInfo>> &seen,
    const QString &after, const Reply<std::vector<OwnDevice>> &reply)
{
    const std::weak_ptr<int> alive = m_alive;
    const auto onPage = [this, alive, held, seen, reply](const Result<link::DevicesPage> &page) {
        if (alive.expired())
            return;
        if (!page) {
            reply(page.error());
            return;
        }
        seen->insert(seen->end(), page->devices.begin(), page->devices.end());
        if (page->next.isEmpty() || page->devices.empty() || seen->size() >= kMostSeen)
            reply(devicesOf(*held, *seen, m_self));
        else
            gather(held, seen, page->next, reply);
    };
    m_parts.api.devices(held->accessToken(), after, onPage);
}

void OwnDevices::rename(DeviceId device, const QString &name, Reply<void> reply)
{
    const QString trimmed = name.trimmed();
    const QByteArray utf8 = trimmed.toUtf8();
    if (trimmed.isEmpty() || identity::deviceNameOf(crypto::Bytes(utf8.begin(), utf8.end())) != trimmed) {
        reply(Error { Errc::Invalid, QStringLiteral("no name for a device") });
        return;
    }
    withList<void>(reply, [this, device, trimmed, reply](const Held &held) {
        if (!held->list().isLinked(device)) {
            reply(noSuchDevice());
            return;
        }
        identity::ListedDevice renamed;
        renamed.id = device;
        renamed.sealedName = identity::sealDeviceName(trimmed, held->accountKey(), m_parts.keys);
        held->say(identity::ListAct::Rename, renamed, guarded(reply));
    });
}

void OwnDevices::remove(DeviceId device, Reply<void> reply)
{
    if (device == m_self) {
        reply(Error { Errc::Conflict, QStringLiteral("this device signs out instead") });
        return;
    }
    withList<void>(reply, [this, device, reply](const Held &held) {
        if (!held->list().isLinked(device)) {
            m_parts.api.revokeDevice(held->accessToken(), device, guarded(reply)); // nobody let it in
            return;
        }
        identity::ListedDevice removed;
        removed.id = device;
        held->say(identity::ListAct::Revoke, removed, guarded(reply));
    });
}

} // namespace pc::session
