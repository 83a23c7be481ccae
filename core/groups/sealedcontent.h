// SPDX-License-Identifier: GPL-3.0-or-later
// SealedContent: what a message holds inside its encryption, and the commitment to it outside (E2EE.md, section 8): so that
// whoever received it can prove to the school what was sent, and nobody can send what cannot be reported.
//
//   inside:   version 1 (u8) ‖ franking key (32) ‖ content
//   outside:  HMAC-SHA-256(franking key, "pc/frank/1" ‖ content), the PrivateMessage's authenticated data
//
// Padding is MLS's (RFC 9420 section 6.3.1). Total: any bytes give a content or nothing.

#pragma once

#include "core/crypto/randomsource.h"

#include <optional>

namespace pc::groups {

inline constexpr std::size_t kFrankingKeyBytes = 32;
inline constexpr std::size_t kContentOverhead = 1 + kFrankingKeyBytes;

/// Of one content; what is sealed around it fits a frame.
inline constexpr std::size_t kMostContentBytes = 56 * 1024;

struct SealedContent
{
    crypto::Bytes inside;
    crypto::Bytes commitment;
};

/// `content` has at most kMostContentBytes.
SealedContent frank(crypto::ByteView content, crypto::RandomSource &random);

/// The content, if the commitment is to it; a part of `inside`. Nothing for another version, too.
std::optional<crypto::ByteView> openFranked(crypto::ByteView inside, crypto::ByteView commitment);

/// Of an `inside` that openFranked() opened; a part of it.
inline crypto::ByteView frankingKeyIn(crypto::ByteView inside)
{
    return inside.subspan(1, kFrankingKeyBytes);
}

/// Whether that is what the commitment is to: for who has the content from somebody else. False for a key of another length.
[[nodiscard]] bool proves(crypto::ByteView frankingKey, crypto::ByteView content, crypto::ByteView commitment);

} // namespace pc::groups
