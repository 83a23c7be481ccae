// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay's routes for archives and recovery sheets ask and answer, as plain values. What the bytes are is core/recovery's.

#pragma once

#include "core/base/time.h"

#include <QByteArray>

#include <optional>

namespace pc::link {

struct ArchiveGeneration
{
    quint32 generation = 0;
    quint32 first = 0; ///< The lowest segment that is there; as `next` when none is.
    quint32 next = 0;
    QByteArray head; ///< 32 bytes: the hash of segment `next` - 1, zeros before the first one.
    qint64 bytes = 0; ///< As the quota counts them.

    bool operator==(const ArchiveGeneration &) const = default;
};

struct ArchiveInfo
{
    bool isKept = true; ///< False: this person wants none.
    quint32 last = 0; ///< The highest generation that there ever was: the next one to begin is one more.
    std::optional<ArchiveGeneration> present;
    std::optional<ArchiveGeneration> beside; ///< Is being written to take its place.
    qint64 quota = 0; ///< Of a generation.

    bool operator==(const ArchiveInfo &) const = default;
};

struct ArchiveLeaseInfo
{
    bool isGranted = false;
    Milliseconds left { 0 }; ///< Of this lease, or of the one that is in the way.

    bool operator==(const ArchiveLeaseInfo &) const = default;
};

/// Which generation takes the present one's place, with all that this device knows of both.
struct ArchiveSwap
{
    quint32 generation = 0;
    quint32 next = 0; ///< Of it.
    quint32 presentNext = 0; ///< Of the present one; 0: there is none.
};

struct RecoveryTriesLeft
{
    int count = 0;
    Milliseconds retryAfter { 0 }; ///< When there are none: until there are some again.

    bool operator==(const RecoveryTriesLeft &) const = default;
};

struct RecoveryInfo
{
    qint64 version = 0; ///< 0: there is no recovery, and nothing of it below.
    std::optional<UtcTime> madeAt; ///< The sheet.
    std::optional<UtcTime> changedAt;
    QByteArray parameters; ///< How the sheet is stretched.
    QByteArray blob; ///< For a device in the person's list; else empty.
    RecoveryTriesLeft tries;

    bool operator==(const RecoveryInfo &) const = default;
};

struct RecoveryUpdate
{
    qint64 replaces = 0; ///< The version that this device knows; 0: none.
    QByteArray blob;
    QByteArray parameters {}; ///< Of another sheet, with the hash of its proof; both empty: the sheet stays.
    QByteArray proofHash {};
};

struct RecoveryOpened
{
    std::optional<QByteArray> blob; ///< When the proof was right.
    RecoveryTriesLeft tries;

    bool operator==(const RecoveryOpened &) const = default;
};

} // namespace pc::link
