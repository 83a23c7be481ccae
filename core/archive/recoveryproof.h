// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay keeps of the proof for which it hands out a recovery blob. The proof is 32 bytes out of a slow function, so that one
// fast hash of it is enough: whoever reads the relay's tables learns no proof, and finds it no cheaper than the sheet itself.

#pragma once

#include "core/crypto/sha256.h"

namespace pc::archive {

inline constexpr std::size_t kRecoveryProofBytes = 32;
inline constexpr std::size_t kMostSheetParameterBytes = 64;
inline constexpr std::size_t kMostRecoveryBlobBytes = 4 * 1024;

/// SHA-256 over "pc/recovery/proof/1" and the proof.
crypto::Digest proofHash(crypto::ByteView proof);

} // namespace pc::archive
