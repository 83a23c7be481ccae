// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/owndevices.h"

#include "core/groups/deviceidentity.h"
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

/// The account key is wherever a session runs.
Result<groups::DeviceIdentity> identityIn(store::Store &store)
{
    auto identity = groups::loadDeviceIdentity(store);
    if (!identity)
        return identity.error();
    if (!*identity)
        return { Errc::KeyMissing, QStringLiteral("this store has no keys") };
    return std::move(**identity);
}

} // namespace

template<typename T>
void OwnDevices::withList(const Reply<T> &reply, WithList then)
{
    const auto entries = m_parts.store.deviceKeys.ownList();
    const auto list = std::make_shared<OwnList>(m_parts.api, m_user);
    const auto restored = entries ? list->restore(*entries) : Result<void>(entries.error());
    if (!restored) {
        reply(restored.error());
        return;
    }
    const std::weak_ptr<int> alive = m_alive;
    m_parts.tokens.accessToken(
        link::AccessTokens::Wanted::Current, [this, alive, list, reply, then](const Result<QString> &token) {
            if (alive.expired())
                return;
            if (!token) {
                reply(token.error());
                return;
            }
            list->fetch(*token, [this, alive, list, reply, then, token = *token](const Result<void> &fetched) {
                if (alive.expired())
                    return;
                const auto saved = fetched
                    ? m_parts.store.transact([&] { return m_parts.store.deviceKeys.saveOwnList(list->entries()); })
                    : fetched;
                if (saved)
                    then(token, list);
                else
                    reply(saved.error());
            });
        });
}

void OwnDevices::list(Reply<std::vector<OwnDevice>> reply)
{
    withList<std::vector<OwnDevice>>(reply, [this, reply](const QString &token, const std::shared_ptr<OwnList> &list) {
        gather(token, list, std::make_shared<std::vector<link::DeviceInfo>>(), {}, reply);
    });
}

void OwnDevices::gather(const QString &token, const std::shared_ptr<OwnList> &list,
    const std::shared_ptr<std::vector<link::DeviceInfo>> &seen, const QString &after,
    const Reply<std::vector<OwnDevice>> &reply)
{
    const std::weak_ptr<int> alive = m_alive;
    m_parts.api.devices(token, after, [this, alive, token, list, seen, reply](const Result<link::DevicesPage> &page) {
        if (alive.expired())
            return;
        if (!page) {
            reply(page.error());
            return;
        }
        seen->insert(seen->end(), page->devices.begin(), page->devices.end());
        if (page->next.isEmpty() || page->devices.empty() || seen->size() >= kMostSeen)
            reply(made(*list, *seen));
        else
            gather(token, list, seen, page->next, reply);
    });
}

Result<std::vector<OwnDevice>> OwnDevices::made(const OwnList &list, const std::vector<link::DeviceInfo> &seen)
{
    const auto identity = identityIn(m_parts.store);
    if (!identity)
        return identity.error();
    std::vector<OwnDevice> devices;
    for (const link::DeviceInfo &info : seen) {
        if (!list.list().isLinked(info.id))
            devices.push_back({ info.id, info.name, info.platform, info.createdAt, info.lastSeen, false, false });
    }
    for (const identity::ListedDevice &listed : list.list().devices()) {
        if (listed.revoked)
            continue;
        const auto info = std::ranges::find(seen, listed.id, &link::DeviceInfo::id);
        const bool isSeen = info != seen.end();
        const auto name = identity::openDeviceName(listed.sealedName, identity->accountKey);
        devices.push_back(
            { listed.id, name.value_or(isSeen ? info->name : QString()), isSeen ? info->platform : QString(),
                listed.added, isSeen ? info->lastSeen : std::nullopt, listed.id == m_self, true });
    }
    std::ranges::stable_sort(devices, std::greater(),
        [](const OwnDevice &device) { return std::tuple(device.isThis, device.lastSeen.value_or(UtcTime())); });
    return devices;
}

void OwnDevices::rename(DeviceId device, const QString &name, Reply<void> reply)
{
    const QString trimmed = name.trimmed();
    const QByteArray utf8 = trimmed.toUtf8();
    if (trimmed.isEmpty() || identity::deviceNameOf(crypto::Bytes(utf8.begin(), utf8.end())) != trimmed) {
        reply(Error { Errc::Invalid, QStringLiteral("no name for a device") });
        return;
    }
    withList<void>(reply, [this, device, trimmed, reply](const QString &token, const std::shared_ptr<OwnList> &list) {
        const auto identity = identityIn(m_parts.store);
        if (!identity || !list->list().isLinked(device)) {
            reply(identity ? noSuchDevice() : identity.error());
            return;
        }
        identity::ListedDevice renamed;
        renamed.id = device;
        renamed.sealedName = identity::sealDeviceName(trimmed, identity->accountKey, m_parts.keys);
        say(token, list, identity::ListAct::Rename, renamed, reply);
    });
}

void OwnDevices::remove(DeviceId device, Reply<void> reply)
{
    if (device == m_self) {
        reply(Error { Errc::Conflict, QStringLiteral("this device signs out instead") });
        return;
    }
    withList<void>(reply, [this, device, reply](const QString &token, const std::shared_ptr<OwnList> &list) {
        if (!list->list().isLinked(device)) {
            m_parts.api.revokeDevice(token, device, reply); // nobody let it in: it is only signed in
            return;
        }
        identity::ListedDevice removed;
        removed.id = device;
        say(token, list, identity::ListAct::Revoke, removed, reply);
    });
}

void OwnDevices::say(const QString &token, const std::shared_ptr<OwnList> &list, identity::ListAct act,
    const identity::ListedDevice &device, const Reply<void> &reply)
{
    const auto identity = identityIn(m_parts.store);
    if (!identity) {
        reply(identity.error());
        return;
    }
    const auto entry
        = identity::makeListEntry(list->list(), m_user, act, device, m_parts.clock.utcNow(), identity->accountKey);
    const std::weak_ptr<int> alive = m_alive;
    list->append(token, entry, [this, alive, list, reply](const Result<void> &said) {
        if (alive.expired())
            return;
        reply(said ? m_parts.store.transact([&] { return m_parts.store.deviceKeys.saveOwnList(list->entries()); })
                   : said);
    });
}

} // namespace pc::session
