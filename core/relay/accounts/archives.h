// SPDX-License-Identifier: GPL-3.0-or-later
// Archives: keeps the sealed history of people for their devices. It reads the clear header of each segment and takes it when it is
// the next one of its chain; it opens none.
//
//   an archive         generation 1: segments 1, 2, 3 …     appended by one device at a time, under a lease
//   compacting it      generation 2 beside it: 1, 2 …       then activate(): 2 is the present one, 1 is gone
//
// Only devices that are in the person's device list write and read: whoever has a password alone gets nothing to try keys on.

#pragma once

#include "core/relay/accounts/archivelease.h"
#include "core/relay/accounts/archivestore.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

struct ArchiveOptions
{
    qint64 quotaBytes = qint64(256) * 1024 * 1024; ///< Of a generation.
    Milliseconds lease { 60'000 };

    bool operator==(const ArchiveOptions &) const = default;
};

/// Of the segments in one answer; one that is longer alone comes alone.
inline constexpr qint64 kLongestArchivePage = qint64(512) * 1024;

struct ArchiveState
{
    bool isKept = true;
    quint32 last = 0; ///< The highest generation that there ever was: the next one to begin is one more.
    std::optional<Generation> present;
    std::optional<Generation> beside;
    qint64 quota = 0;
};

struct ArchivePage
{
    std::vector<QByteArray> segments;
};

/// What activate() replaces what by, as the device that asks knows it.
struct ArchiveTurn
{
    quint32 generation = 0;
    quint32 next = 0; ///< Of that generation.
    quint32 presentNext = 0; ///< Of the present one, which it stands for up to there; 0: there is none.
};

class Archives
{
public:
    Archives(Registry &registry, const ArchiveOptions &options);

    /// For any signed-in device.
    void state(const Actor &actor, Reply<ArchiveState> reply);

    /// The right to write, for a minute from now; also renews it. Errors: Forbidden (not linked), Unavailable.
    void takeLease(const Actor &actor, Reply<ArchiveLease> reply);
    void endLease(const Actor &actor) { m_leases.end(actor); }

    /// The number of the next segment then. The first segment of generation `last` + 1 begins it: as the present one where there is
    /// none, else beside it, in place of another one that was there. A repeat of the last one is answered as it was.
    /// Errors: Invalid, Unsupported, TooLarge (no segment); Forbidden (not linked, or another's); NotFound (this person keeps no
    /// archive); Expired (no lease); Conflict (not the next one: look again); TooLarge (no more room for this person); Unavailable.
    void append(const Actor &actor, const QByteArray &segment, Reply<quint32> reply);

    /// Segments from a number on; none behind the last one. Errors: Forbidden, NotFound (no such generation, or gone).
    void read(const Actor &actor, quint32 generation, quint32 from, Reply<ArchivePage> reply);

    /// The one beside becomes the present one, which is gone then; a repeat is answered as it was. Errors: Forbidden, Expired (no
    /// lease), Conflict (one of them is not as the device knows it).
    void activate(const Actor &actor, const ArchiveTurn &turn, Reply<void> reply);

    /// Whether an archive is kept; without, what there is goes. Error: Forbidden.
    void setKept(const Actor &actor, bool isKept, Reply<void> reply);

private:
    Result<quint32> appendNow(sql::Database &database, const Actor &actor, const QByteArray &segment);
    Result<Generation> beginGeneration(ArchiveStore &store, UserId person, ArchiveRecord record,
        const std::vector<Generation> &all, const archive::SegmentHeader &header);
    Result<void> mayWrite(const Actor &actor) const;

    Registry &m_registry;
    const ArchiveOptions m_options;
    ArchiveLeases m_leases;
};

} // namespace pc::relay::accounts
