// SPDX-License-Identifier: GPL-3.0-or-later
// Chain: where an archive stands. Each segment names the one before it by its hash, so whoever knows the last one knows all that
// led to it, and nothing can be put in, taken out of the middle, or moved from another archive.

#pragma once

#include "core/archive/segmentheader.h"

#include <optional>

namespace pc::archive {

/// Why a segment is not the next one.
enum class ChainFault : std::uint8_t {
    OtherUser,
    OtherGeneration,
    OtherNumber, ///< A gap, or one that is there already.
    OtherPrevious, ///< A fork: it follows another segment than the one that is there.
};

/// In English, for a developer.
QLatin1StringView faultText(ChainFault fault);

/// The last segment of an archive, as one device knows it: what it saw before, the relay shows no less of.
struct ArchiveHead
{
    quint32 generation = 0; ///< 0: none is known.
    quint32 number = 0;
    crypto::Digest hash {};

    bool operator==(const ArchiveHead &) const = default;
};

class Chain
{
public:
    /// Of an archive whose beginning is there.
    Chain(UserId user, quint32 generation)
        : Chain(user, generation, 1, crypto::Digest {})
    {
    }

    /// Of one that goes on at `next`, after a segment with the hash `last`; without it, the next segment is believed about what was
    /// before it: the beginning is gone, by retention.
    Chain(UserId user, quint32 generation, quint32 next, std::optional<crypto::Digest> last)
        : m_user(user)
        , m_generation(generation)
        , m_next(next)
        , m_last(last)
    {
    }

    /// To read an archive from `first` on, the lowest segment that the relay still has.
    static Chain startingAt(UserId user, quint32 generation, quint32 first)
    {
        return first == 1 ? Chain(user, generation) : Chain(user, generation, first, std::nullopt);
    }

    UserId user() const { return m_user; }
    quint32 generation() const { return m_generation; }
    quint32 next() const { return m_next; } ///< The number of the next segment.

    /// After the last segment that was followed; nothing before the first one of a chain without a beginning.
    std::optional<ArchiveHead> head() const;

    /// What the next segment says of itself, but for the key.
    SegmentHeader nextHeader(quint32 key) const;

    std::optional<ChainFault> faultOf(const SegmentHeader &header) const;

    /// Goes on to this segment, or changes nothing. Errors: those of readSegmentHeader(); Conflict (see faultOf()).
    Result<SegmentHeader> follow(crypto::ByteView segment);

private:
    UserId m_user;
    quint32 m_generation = 0;
    quint32 m_next = 1;
    std::optional<crypto::Digest> m_last;
};

} // namespace pc::archive
