// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentHeader: what stands in clear before a sealed piece of a person's history, so that a relay can tell whose it is and where
// it belongs without opening it. Of fixed length, integers big-endian; the whole of it is authenticated by the seal:
//
//   version 1 (u8) ‖ user (16) ‖ generation (u32) ‖ number (u32) ‖ archive key (u32) ‖ SHA-256 of the segment before (32)

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/crypto/sha256.h"

namespace pc::archive {

inline constexpr std::size_t kSegmentHeaderBytes = 1 + 16 + 4 + 4 + 4 + crypto::kDigestBytes;
inline constexpr std::size_t kMostSegmentBytes = std::size_t(256) * 1024; ///< Sealed, with its header.

/// In place of a key's number: the segment gives keys to devices (core/recovery/keynote.h), and no key seals it as a whole.
inline constexpr quint32 kKeyNote = 0;

struct SegmentHeader
{
    UserId user;
    quint32 generation
        = 1; ///< Which archive of theirs, from 1 on: a new one is written beside the old one, then takes its place.
    quint32 number = 1; ///< Which segment of it, from 1 on.
    quint32 key = 1; ///< By which of their archive keys it is sealed, from 1 on; or kKeyNote.
    crypto::Digest previous {}; ///< Of the whole sealed segment before this one; zeros in the first.

    bool operator==(const SegmentHeader &) const = default;
};

crypto::Bytes encode(const SegmentHeader &header);

/// Of a whole sealed segment. Errors: Invalid (too short, nobody's, a number that is none), TooLarge, NewerVersion.
Result<SegmentHeader> readSegmentHeader(crypto::ByteView segment);

} // namespace pc::archive
