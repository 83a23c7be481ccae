// SPDX-License-Identifier: GPL-3.0-or-later
// What archiveapi.h says and hears, as JSON and bytes. Total: any bytes give a value or an error.

#pragma once

#include "core/base/result.h"
#include "core/link/archivevalues.h"

#include <vector>

namespace pc::link {

/// Of an answer with segments: two of the longest, and a little.
inline constexpr qint64 kLargestSegmentPage = qint64(768) * 1024;

QByteArray swapJson(const ArchiveSwap &swap);
QByteArray recoveryUpdateJson(const RecoveryUpdate &update);
QByteArray proofJson(const QByteArray &proof);

Result<ArchiveInfo> parseArchiveInfo(const QByteArray &json);
Result<ArchiveLeaseInfo> parseArchiveLease(const QByteArray &json);
Result<quint32> parseNextSegment(const QByteArray &json);
Result<RecoveryInfo> parseRecoveryInfo(const QByteArray &json);
Result<qint64> parseRecoveryVersion(const QByteArray &json);
Result<RecoveryOpened> parseRecoveryOpened(const QByteArray &json);

/// Segments, each after its length (u32, big-endian), and nothing besides.
Result<std::vector<QByteArray>> parseSegments(const QByteArray &bytes);

} // namespace pc::link
