// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceList: a person's devices, by the word of their account key. It is a chain of signed entries, each of which covers
// the one before it by its hash, so that whoever knows an entry knows all that led to it; the relay keeps and hands out the
// entries, and can neither make, change nor take out one. An entry's layout is ListEntry::fields() in devicelist.cpp, in the
// presentation language of RFC 9420 section 2.1; the signature is Ed25519 over "pc/device-list/1" and what stands before it.
//
// An account that lost all its keys begins anew: with the next number, another account key, and no device but its own. Whoever
// pinned the old key sees that it is another one.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"
#include "core/crypto/x25519.h"

#include <optional>
#include <vector>

namespace pc::identity {

inline constexpr std::size_t kMostListEntryBytes = 1'024;
inline constexpr quint32 kMostListEntries = 10'000;
inline constexpr std::size_t kMostLinkedDevices = 32; ///< At once; revoked ones are not counted.
inline constexpr std::size_t kMostListedDevices = 512; ///< With the revoked ones, since the account began anew.
inline constexpr std::size_t kMostSealedNameBytes = 320;

enum class ListAct : std::uint8_t {
    Begin = 1, ///< The account's first device; all that was before is void.
    Add = 2, ///< Or other keys for one that is there: it was added and never took what it was given.
    Rename = 3,
    Revoke = 4,
};

struct ListedDevice
{
    DeviceId id;
    crypto::Ed25519PublicKey leafKey {}; ///< It signs messages with this one.
    crypto::X25519PublicKey boxKey {}; ///< What is for this device alone is sealed to this one.
    crypto::Bytes sealedName; ///< See devicename.h.
    UtcTime added;
    std::optional<UtcTime> revoked;

    bool operator==(const ListedDevice &) const = default;
};

class DeviceList
{
public:
    /// Nobody's, and empty: what begins it says whose it is.
    DeviceList() = default;

    /// The list as encode() wrote it. Errors: Invalid, NewerVersion.
    static Result<DeviceList> decode(crypto::ByteView bytes);
    crypto::Bytes encode() const;

    /// Takes the next entry, or changes nothing. Errors: Invalid (no entry, or one that is not allowed), NewerVersion, Corrupt
    /// (not signed by the key in it, or by another key than the list's), Conflict (not the next one: a gap, one that was taken
    /// already, or a fork).
    Result<void> append(crypto::ByteView entry);

    bool isEmpty() const { return m_number == 0; }
    UserId user() const { return m_user; }
    const crypto::Ed25519PublicKey &accountKey() const { return m_accountKey; }
    quint32 number() const { return m_number; } ///< Of the last entry, from 1 on.
    const crypto::Digest &head() const { return m_head; } ///< The hash of the last entry.
    quint32 begunAnew() const { return m_begun; } ///< How often it began, from 1 on.
    const std::vector<ListedDevice> &devices() const
    {
        return m_devices;
    } ///< In the order they were added, with revoked ones.

    /// Null when it was never added. Valid until the list changes.
    const ListedDevice *find(DeviceId device) const;

    bool isLinked(DeviceId device) const
    {
        const ListedDevice *found = find(device);
        return found && !found->revoked;
    }

    bool operator==(const DeviceList &) const = default;

private:
    friend struct ListCodec;

    UserId m_user;
    crypto::Ed25519PublicKey m_accountKey {};
    quint32 m_number = 0;
    quint32 m_begun = 0;
    crypto::Digest m_head {};
    std::vector<ListedDevice> m_devices;
};

/// The entry that would come next in `list`, signed. Begin and Add take all of `device` but its times, Rename its id and name,
/// Revoke its id.
crypto::Bytes makeListEntry(const DeviceList &list, UserId user, ListAct act, const ListedDevice &device, UtcTime now,
    const crypto::Ed25519Key &accountKey);

} // namespace pc::identity
