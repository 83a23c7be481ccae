// SPDX-License-Identifier: GPL-3.0-or-later
// A sealed piece of a person's history, as the relay keeps it:
//
//   header (core/archive/segmentheader.h) ‖ nonce (24, random) ‖ XChaCha20-Poly1305 of the items
//
// The associated data is "pc/archive/segment/1" and the header, so that a segment opens in its place only. The items are padded
// to the classes of crypto::padding, so that a length tells little.
//
//   SegmentWriter writer;                                   SegmentReader reader(keys, chain, known);
//   while (writer.add(item) == Added::Taken) …              for (each segment that the relay has)
//   sealed = writer.seal(chain, keys, random);                  items = reader.take(segment);
//   (the relay took it) chain.follow(sealed);               reader.finish();

#pragma once

#include "core/archive/chain.h"
#include "core/recovery/archiveitem.h"
#include "core/recovery/archivekeys.h"

namespace pc::recovery {

/// Of the items in one segment, in bytes: what fits the largest class of padding that a segment has room for.
inline constexpr std::size_t kMostSegmentItems = 245'760 - 1;

/// What is uploaded within a few seconds on a slow network as well: a relay waits ten for a body.
inline constexpr std::size_t kUsualSegmentItems = 61'440 - 1;

enum class Added : std::uint8_t {
    Taken,
    Full, ///< Not in this segment: seal it, and add the item to the next one.
    TooLarge, ///< In no segment.
};

class SegmentWriter
{
public:
    /// Is full at `most`, at most kMostSegmentItems; one item that is longer than that comes alone.
    explicit SegmentWriter(std::size_t most = kUsualSegmentItems);
    SegmentWriter(const SegmentWriter &) = delete;
    SegmentWriter &operator=(const SegmentWriter &) = delete;
    ~SegmentWriter();

    Added add(const ArchiveItem &item);

    bool isEmpty() const { return m_items.empty(); }
    std::size_t bytes() const { return m_items.size(); }

    /// What was added, sealed by the newest key as the next segment of `chain`; this is empty then, and the chain as it was: it
    /// follows once the relay took the segment. A repeat sends the same bytes: another seal would be another segment. `keys` has one.
    crypto::Bytes seal(const archive::Chain &chain, const ArchiveKeys &keys, crypto::RandomSource &random);

private:
    std::size_t m_most;
    crypto::Bytes m_items; ///< Never grows beyond what was reserved: no copy of it stays behind.
};

class SegmentReader
{
public:
    /// Reads on from where `chain` stands. `keys` outlive this. `known`: what this device saw of this archive before, if it did.
    SegmentReader(const ArchiveKeys &keys, const archive::Chain &chain, std::optional<archive::ArchiveHead> known = {})
        : m_keys(keys)
        , m_chain(chain)
        , m_known(known)
    {
    }

    /// The next segment's items, none in a key note (keynote.h), whose signature is the caller's to check; or nothing changes. Errors: those of readSegmentHeader(); Conflict (not the next one: see
    /// archive::Chain::faultOf(), or not the one that was known); KeyMissing (sealed by a key that is not held); Corrupt (it does
    /// not open: changed, cut off, or another key of that number); Invalid (it holds no items).
    Result<std::vector<ArchiveItem>> take(crypto::ByteView segment);

    const archive::Chain &chain() const { return m_chain; }

    /// After the last one. Error: Conflict (the archive ends before what was known: the relay shows an older one).
    Result<void> finish() const;

private:
    const ArchiveKeys &m_keys;
    archive::Chain m_chain;
    std::optional<archive::ArchiveHead> m_known;
};

} // namespace pc::recovery
