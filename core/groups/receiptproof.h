// SPDX-License-Identifier: GPL-3.0-or-later
// ReceiptProof: a device's own word on how far its person has got, so that the relay, which merges receipts and hands them on, can
// invent none. It names the entry that stands at that place: a receipt says nothing of a log in which another one stands there. And it
// says at which of the places before that one the device has a message, so that it covers none that was kept from it. All of fixed
// length:
//
//   version 2 (u8) ‖ device (16) ‖ message (16) ‖ before (24) ‖ Ed25519 signature by the key that the device's leaves show (64) over
//   "pc/receipt/2" ‖ conversation (16) ‖ kind (u8) ‖ upTo (u64, big-endian) ‖ message (16) ‖ user (16) ‖ device (16) ‖ before (24)
//
// Version 1, of earlier programs, is the same without `before`, and "pc/receipt/1". The user is told beside it, by the relay. Total: any bytes give a proof or nothing.

#pragma once

#include "core/chat/delivery.h"
#include "core/crypto/ed25519.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace pc::groups {

inline constexpr std::size_t kReceiptProofBytes = 1 + 16 + 16 + 24 + crypto::kEd25519SignatureBytes;
inline constexpr std::size_t kOldReceiptProofBytes = kReceiptProofBytes - 24;

/// How many places a receipt speaks of one by one.
inline constexpr int kPlacesBefore = 24 * 8;

/// A bit for each of the places below `upTo`, downwards from the highest bit of the first byte: whether a message is there, for all
/// that the device can say.
using PlacesBefore = std::array<std::uint8_t, 24>;

inline bool hasMessage(const PlacesBefore &before, int place)
{
    return (before[std::size_t(place) / 8] >> (7 - place % 8) & 1) != 0;
}

inline void setMessage(PlacesBefore &before, int place)
{
    before[std::size_t(place) / 8] |= std::uint8_t(1 << (7 - place % 8));
}

/// What a receipt says: everything up to that entry has reached this person, or was read by them.
struct ReceiptClaim
{
    ConversationId conversation;
    chat::ReceiptKind kind = chat::ReceiptKind::Delivered;
    Seq upTo;
    MessageId message; ///< The entry at `upTo`.
    UserId user;
    DeviceId device;
    std::optional<PlacesBefore> before {}; ///< Nothing from earlier programs.

    bool operator==(const ReceiptClaim &) const = default;
};

struct ReceiptProof
{
    DeviceId device;
    MessageId message;
    std::optional<PlacesBefore> before;
    crypto::Ed25519Signature signature {};

    bool operator==(const ReceiptProof &) const = default;
};

QByteArray proveReceipt(const ReceiptClaim &claim, const crypto::Ed25519Key &leafKey);

std::optional<ReceiptProof> readReceiptProof(const QByteArray &bytes);

/// Whether the holder of `leafKey` made this claim, with what `proof` says of the places before.
bool isReceiptOf(const ReceiptClaim &claim, const ReceiptProof &proof, const crypto::Ed25519PublicKey &leafKey);

/// What a client makes of a claim.
enum class ProofVerdict : quint8 {
    Holds,
    Unknown, ///< The device is not known to be that person's: not yet, not any more, or their keys are in doubt.
    False,
};

} // namespace pc::groups
