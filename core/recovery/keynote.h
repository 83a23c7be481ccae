// SPDX-License-Identifier: GPL-3.0-or-later
// A key note: the segment of an archive by which one device of a person gives the archive's keys to their others, after one of them
// was taken out or came in. It stands in the chain as every segment does, so that all devices agree on from where on which key seals;
// what comes after it is sealed by the newest key in it.
//
//   header, its key being archive::kKeyNote ‖ version 1 (u8) ‖ newest key's number (u32) ‖ number of the last entry that the giver knew
//   of the person's device list (u32) ‖ giver's device (16) ‖
//   devices <V> of { device (16) ‖ enc (32) ‖ sealed <V> } ‖
//   Ed25519 signature by the giver's leaf key over "pc/archive/keys/1" and all that stands before it (64)
//
//   sealed:  HPKE (RFC 9180, mode base) to the device's box key of ArchiveKeys::encode(), its info being "pc/archive/keys/1" ‖ header
//            ‖ giver's device ‖ device; empty for a device that has no box key
//
// Whether the giver is one of the person's devices, and which key is theirs, their device list says: that is the caller's to look up.
// Total: any bytes give a note or an Error.

#pragma once

#include "core/archive/chain.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/x25519.h"
#include "core/recovery/archivekeys.h"

#include <vector>

namespace pc::recovery {

inline constexpr std::size_t kMostNotedDevices = 64;

/// Who is given the keys.
struct NotedDevice
{
    DeviceId id;
    crypto::X25519PublicKey boxKey {};
};

/// What stands in it for everybody.
struct KeyNote
{
    archive::SegmentHeader header;
    quint32 newest = 0; ///< The key that seals what comes after.
    quint32 list
        = 0; ///< Of the device list that it goes by, the last entry's number: who knows less of it gives nobody anything.
    DeviceId giver;
    std::vector<DeviceId> devices;

    bool names(DeviceId device) const;
};

/// Whether a segment with this header is one.
inline bool isKeyNote(const archive::SegmentHeader &header)
{
    return header.key == archive::kKeyNote;
}

struct NoteGiver
{
    DeviceId device;
    const crypto::Ed25519Key &leafKey;
    quint32 list = 0; ///< See KeyNote.
};

/// The next segment of `chain`. `keys` has one; `devices` are at most kMostNotedDevices.
crypto::Bytes makeKeyNote(const archive::Chain &chain, const ArchiveKeys &keys, const std::vector<NotedDevice> &devices,
    const NoteGiver &giver, crypto::RandomSource &random);

/// Without a look at the signature: whose it has to be stands in it. Errors: those of readSegmentHeader(); Invalid, NewerVersion.
Result<KeyNote> readKeyNote(crypto::ByteView segment);

/// Whether a segment that readKeyNote() took is by that key.
[[nodiscard]] bool isNoteSignedBy(crypto::ByteView segment, crypto::ByteView leafKey);

/// What it gives to this device. Errors: as readKeyNote(); KeyMissing (it gives nothing to this device), Corrupt (it does not open, or
/// holds other keys than it says).
Result<ArchiveKeys> openKeyNote(crypto::ByteView segment, DeviceId device, const crypto::X25519KeyPair &box);

} // namespace pc::recovery
