// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicelist.h"

#include "core/mls_public/codec.h"

#include <algorithm>

namespace pc::identity {

namespace {

using crypto::Bytes;
using crypto::ByteView;

constexpr std::uint8_t kListVersion = 1;
constexpr std::string_view kListLabel = "pc/device-list/1";
constexpr std::uint64_t kLastMillisecond = 253'402'300'799'999; ///< Of the year 9999.

using RawId = std::array<std::uint8_t, 16>;

struct ListEntry
{
    std::uint8_t version = kListVersion;
    RawId user {};
    std::uint32_t number = 0;
    crypto::Digest previous {};
    crypto::Ed25519PublicKey accountKey {};
    std::uint64_t issued = 0; ///< ms since 1970, by the relay's clock.
    ListAct act = ListAct::Begin;
    RawId device {};
    crypto::Ed25519PublicKey leafKey {};
    crypto::X25519PublicKey boxKey {};
    Bytes sealedName;
    crypto::Ed25519Signature signature {};

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.user, self.number, self.previous, self.accountKey, self.issued, self.act, self.device,
            self.leafKey, self.boxKey, self.sealedName, self.signature);
    }
};

/// A device as a list that is kept has it.
struct KeptDevice
{
    RawId id {};
    crypto::Ed25519PublicKey leafKey {};
    crypto::X25519PublicKey boxKey {};
    Bytes sealedName;
    std::uint64_t added = 0;
    std::uint64_t revoked = 0; ///< 0: it is not.

    static void fields(auto &io, auto &self)
    {
        io(self.id, self.leafKey, self.boxKey, self.sealedName, self.added, self.revoked);
    }
};

struct KeptList
{
    std::uint8_t version = kListVersion;
    RawId user {};
    crypto::Ed25519PublicKey accountKey {};
    std::uint32_t number = 0;
    std::uint32_t begun = 0;
    crypto::Digest head {};
    std::vector<KeptDevice> devices;

    static void fields(auto &io, auto &self)
    {
        io(self.version, self.user, self.accountKey, self.number, self.begun, self.head, self.devices);
    }
};

Error invalid(const char *why)
{
    return { Errc::Invalid, QLatin1StringView(why) };
}

Bytes signedPart(ByteView entry)
{
    return crypto::concat({ crypto::bytesOf(kListLabel), entry.first(entry.size() - crypto::kEd25519SignatureBytes) });
}

template<typename T>
Result<T> decodeVersioned(ByteView bytes, std::size_t most)
{
    if (bytes.empty())
        return invalid("nothing of a device list");
    if (bytes.front() > kListVersion)
        return { Errc::NewerVersion, QStringLiteral("a device list of a newer version") };
    auto value = mls::decode<T>(bytes, { most, kMostListedDevices, 4 });
    if (!value || value->version != kListVersion)
        return invalid("nothing of a device list");
    return *std::move(value);
}

UtcTime timeOf(std::uint64_t milliseconds)
{
    return utcFromMilliseconds(qint64(milliseconds));
}

} // namespace

/// What append() does, with the entry at hand.
struct ListCodec
{
    static Result<void> follow(DeviceList &list, const ListEntry &entry);
    static Result<void> add(DeviceList &list, const ListEntry &entry);
    static Result<void> change(DeviceList &list, const ListEntry &entry);
    static KeptList kept(const DeviceList &list);
    static Result<DeviceList> listOf(const KeptList &kept);
};

Result<void> ListCodec::follow(DeviceList &list, const ListEntry &entry)
{
    switch (entry.act) {
    case ListAct::Begin:
        list.m_devices.clear();
        list.m_accountKey = entry.accountKey;
        ++list.m_begun;
        return add(list, entry);
    case ListAct::Add:
        return add(list, entry);
    case ListAct::Rename:
    case ListAct::Revoke:
        return change(list, entry);
    }
    return invalid("an unknown act in a device list");
}

Result<void> ListCodec::add(DeviceList &list, const ListEntry &entry)
{
    const DeviceId id { Uuid { entry.device } };
    const auto linked
        = std::ranges::count_if(list.m_devices, [](const ListedDevice &device) { return !device.revoked; });
    if (id.raw().isNull() || entry.sealedName.size() > kMostSealedNameBytes)
        return invalid("a device that cannot be");
    const auto there = std::ranges::find(list.m_devices, id, &ListedDevice::id);
    if (there != list.m_devices.end()) {
        if (there->revoked)
            return invalid("a device that was revoked");
        *there = { id, entry.leafKey, entry.boxKey, entry.sealedName, there->added, {} };
        return {};
    }
    if (std::size_t(linked) >= kMostLinkedDevices || list.m_devices.size() >= kMostListedDevices)
        return invalid("too many devices");
    list.m_devices.push_back({ id, entry.leafKey, entry.boxKey, entry.sealedName, timeOf(entry.issued), {} });
    return {};
}

Result<void> ListCodec::change(DeviceList &list, const ListEntry &entry)
{
    const DeviceId id { Uuid { entry.device } };
    const auto device = std::ranges::find(list.m_devices, id, &ListedDevice::id);
    if (device == list.m_devices.end() || device->revoked)
        return invalid("a device that is not linked");
    if (entry.act == ListAct::Revoke) {
        device->revoked = timeOf(entry.issued);
        return {};
    }
    if (entry.sealedName.size() > kMostSealedNameBytes)
        return invalid("a name that cannot be");
    device->sealedName = entry.sealedName;
    return {};
}

Result<void> DeviceList::append(ByteView bytes)
{
    const auto entry = decodeVersioned<ListEntry>(bytes, kMostListEntryBytes);
    if (!entry)
        return entry.error();
    const UserId user { Uuid { entry->user } };
    if (user.raw().isNull() || (!isEmpty() && user != m_user))
        return invalid("an entry of another person's device list");
    if (entry->number > kMostListEntries)
        return invalid("a device list that is too long");
    if (entry->issued > kLastMillisecond)
        return invalid("a time that cannot be");
    const bool isNext = entry->number == m_number + 1 && entry->previous == m_head;
    const bool begins = entry->act == ListAct::Begin;
    if (!isNext || (isEmpty() && !begins))
        return { Errc::Conflict, QStringLiteral("not the next entry of this device list") };
    if (!begins && entry->accountKey != m_accountKey)
        return { Errc::Corrupt, QStringLiteral("an entry of another account key") };
    if (!crypto::ed25519Verify(entry->accountKey, signedPart(bytes), entry->signature))
        return { Errc::Corrupt, QStringLiteral("an entry that its account key did not sign") };
    DeviceList next = *this;
    if (auto followed = ListCodec::follow(next, *entry); !followed)
        return followed;
    next.m_user = user;
    next.m_number = entry->number;
    next.m_head = crypto::sha256Of(bytes);
    *this = std::move(next);
    return {};
}

const ListedDevice *DeviceList::find(DeviceId device) const
{
    const auto found = std::ranges::find(m_devices, device, &ListedDevice::id);
    return found == m_devices.end() ? nullptr : &*found;
}

KeptList ListCodec::kept(const DeviceList &list)
{
    KeptList kept { kListVersion, list.m_user.raw().bytes, list.m_accountKey, list.m_number, list.m_begun, list.m_head,
        {} };
    for (const ListedDevice &device : list.m_devices) {
        kept.devices.push_back({ device.id.raw().bytes, device.leafKey, device.boxKey, device.sealedName,
            std::uint64_t(toMilliseconds(device.added)),
            device.revoked ? std::uint64_t(toMilliseconds(*device.revoked)) : 0 });
    }
    return kept;
}

Result<DeviceList> ListCodec::listOf(const KeptList &kept)
{
    DeviceList list;
    list.m_user = UserId { Uuid { kept.user } };
    list.m_accountKey = kept.accountKey;
    list.m_number = kept.number;
    list.m_begun = kept.begun;
    list.m_head = kept.head;
    for (const KeptDevice &device : kept.devices) {
        list.m_devices.push_back({ DeviceId { Uuid { device.id } }, device.leafKey, device.boxKey, device.sealedName,
            timeOf(device.added), device.revoked ? std::optional(timeOf(device.revoked)) : std::nullopt });
    }
    return list;
}

Bytes DeviceList::encode() const
{
    return mls::encode(ListCodec::kept(*this));
}

Result<DeviceList> DeviceList::decode(ByteView bytes)
{
    const auto kept = decodeVersioned<KeptList>(bytes, kMostListedDevices * kMostListEntryBytes);
    return kept ? ListCodec::listOf(*kept) : kept.error();
}

Bytes makeListEntry(const DeviceList &list, UserId user, ListAct act, const ListedDevice &device, UtcTime now,
    const crypto::Ed25519Key &accountKey)
{
    ListEntry entry;
    entry.user = user.raw().bytes;
    entry.number = list.number() + 1;
    entry.previous = list.head();
    std::ranges::copy(accountKey.publicKey(), entry.accountKey.begin());
    entry.issued = std::uint64_t(toMilliseconds(now));
    entry.act = act;
    entry.device = device.id.raw().bytes;
    if (act == ListAct::Begin || act == ListAct::Add) {
        entry.leafKey = device.leafKey;
        entry.boxKey = device.boxKey;
    }
    if (act != ListAct::Revoke)
        entry.sealedName = device.sealedName;
    Bytes bytes = mls::encode(entry);
    entry.signature = accountKey.sign(signedPart(bytes));
    std::ranges::copy(entry.signature, bytes.end() - qsizetype(crypto::kEd25519SignatureBytes));
    return bytes;
}

} // namespace pc::identity
