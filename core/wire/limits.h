// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of every value that a frame can carry. A decoder refuses what goes beyond them before it keeps anything;
// what the relay enforces per connection or user (rates, frame sizes) is announced in `welcome` instead.

#pragma once

#include <QtGlobal>

namespace pc::wire {

/// Containers inside containers, the envelope included; only skipped foreign values come near it.
inline constexpr int kMaxDepth = 32;

/// Largest whole number that every JSON reader keeps exactly (RFC 7493 section 2.2).
inline constexpr quint64 kMaxNumber = (quint64(1) << 53) - 1;

/// 9999-12-31T23:59:59.999Z, as milliseconds since the epoch.
inline constexpr quint64 kMaxTimestamp = 253'402'300'799'999;

/// A duration never needs more than a week.
inline constexpr quint64 kMaxDurationMs = quint64(7) * 24 * 3600 * 1000;

/// Between these, or a connection is not kept: a client says nothing more often, and gives up no later.
inline constexpr qint64 kShortestHeartbeatMs = 1'000;
inline constexpr qint64 kLongestHeartbeatMs = 300'000;

/// A century.
inline constexpr int kMaxRetentionDays = 36'500;

inline constexpr qint64 kMaxBytesBeforeHello = 4 * 1024;
inline constexpr qint64 kMaxFrameBytes = 64 * 1024;
inline constexpr qint64 kMaxHandshakeBytes = 1024 * 1024;

// Texts, in UTF-16 units.
inline constexpr qsizetype kMaxTypeUnits = 32;
inline constexpr qsizetype kMaxEnumUnits = 32;
inline constexpr qsizetype kMaxTokenUnits = 4096;
inline constexpr qsizetype kMaxVersionUnits = 64;
inline constexpr qsizetype kMaxTitleUnits = 200;
inline constexpr qsizetype kMaxNameUnits = 200;
inline constexpr qsizetype kMaxLabelUnits = 200;
inline constexpr qsizetype kMaxErrorUnits = 500;

// Bytes.
inline constexpr qsizetype kMaxContentBytes = 64 * 1024;
inline constexpr qsizetype kMaxItemBytes = 1024 * 1024;
inline constexpr qsizetype kMaxTagBytes = 64;
inline constexpr qsizetype kMaxProofBytes = 128;

// Counts.
inline constexpr qsizetype kMaxCursors = 1000;
inline constexpr qsizetype kMaxHeads = 1000;
inline constexpr qsizetype kMaxMembers = 1000;
inline constexpr qsizetype kMaxUsers = 1000;
inline constexpr qsizetype kMaxItems = 1000;
inline constexpr int kMaxSyncLimit = 500;

} // namespace pc::wire
