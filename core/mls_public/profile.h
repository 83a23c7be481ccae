// SPDX-License-Identifier: GPL-3.0-or-later
// What this product makes of RFC 9420: the one suite, its bounds, and the values that are ours. The rooms themselves take
// any of these as arguments; client and relay hand them these.

#pragma once

#include "core/mls_public/constants.h"

#include <chrono>

namespace pc::mls {

inline constexpr CipherSuiteId kSuite = CipherSuiteId::X25519ChaCha20;

/// A KeyPackage extension for private use (section 17.3), with no data: this package may be claimed again and again, when
/// no other one is left. Ours.
inline constexpr ExtensionType kLastResort { 0xF0C1 };

/// Ours: how many devices a group may have, how many proposals may wait in an epoch, how many one commit adds.
inline constexpr std::size_t kMostMembers = 2'000;
inline constexpr std::size_t kMostOpenProposals = 32;
inline constexpr std::size_t kMostWelcomesACommit = 64;

// Ours: packages live from a day before they were made, for slow clocks, to twelve weeks after.
inline constexpr std::chrono::hours kPackageBackdating { 24 };
inline constexpr std::chrono::hours kPackageLife { 24 * 84 };
inline constexpr std::chrono::hours kLifetimeTolerance { 24 };

// Ours: how many single-use packages a device keeps at the relay, and when it makes more.
inline constexpr int kPackagesKept = 50;
inline constexpr int kPackagesLow = 20;
inline constexpr int kMostPackages = 100;

/// Ours: a group is named after its conversation (16 bytes) and how often it was begun anew (u32, big-endian).
inline constexpr std::size_t kGroupIdBytes = 20;

} // namespace pc::mls
