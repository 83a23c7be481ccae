// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryRequest: a device that has nothing of what was said asks another member's device for it. Signed by the key in its leaf of the
// conversation's group, so that whoever answers knows whom they seal for; the box key is made for this one request and forgotten with
// it, so that a request that somebody shows again gets what nobody can open. Integers big-endian, lists as RFC 9420's:
//
//   version 1 (u8) ‖ conversation (16) ‖ user (16) ‖ device (16) ‖ asked, ms since 1970 (u64) ‖ box key (32) ‖
//   ranges <V> of { first (u64) ‖ last (u64) } ‖
//   Ed25519 signature by the leaf key over "pc/history-request/1" and all that stands before it (64)
//
// Total: any bytes give a request or an Error.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"
#include "core/crypto/x25519.h"

#include <vector>

namespace pc::peerhistory {

inline constexpr std::size_t kMostRanges = 64;
inline constexpr std::size_t kMostRequestBytes = 2'048;

struct SeqRange
{
    Seq first;
    Seq last;

    bool operator==(const SeqRange &) const = default;
};

struct HistoryRequest
{
    ConversationId conversation;
    UserId user;
    DeviceId device;
    UtcTime asked; ///< By the relay's clock.
    crypto::X25519PublicKey boxKey {};
    std::vector<SeqRange> ranges; ///< One at least, ascending, apart from each other.

    bool operator==(const HistoryRequest &) const = default;
};

/// `request` keeps the rules above.
crypto::Bytes sign(const HistoryRequest &request, const crypto::Ed25519Key &leafKey);

/// What these bytes say, without a look at the signature: whose it has to be stands in them. Errors: Invalid, TooLarge, NewerVersion.
Result<HistoryRequest> readRequest(crypto::ByteView bytes);

/// Whether bytes that readRequest() took are by that key.
[[nodiscard]] bool isSignedBy(crypto::ByteView request, crypto::ByteView leafKey);

/// Ascending seqs as the fewest ranges; the lowest are left out where there would be too many.
std::vector<SeqRange> rangesOf(const std::vector<Seq> &ascending);

} // namespace pc::peerhistory
