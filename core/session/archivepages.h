// SPDX-License-Identifier: GPL-3.0-or-later
// Between the store and an archive's items: what is to be brought there becomes a segment, and what comes out of one takes its place.

#pragma once

#include "core/archive/chain.h"
#include "core/recovery/segment.h"
#include "core/session/context.h"

#include <vector>

namespace pc::session {

struct ArchivePage
{
    crypto::Bytes sealed; ///< Empty: nothing waits.
    std::vector<qint64> rows; ///< Of store::ArchiveRows::waiting(): what it says, or what is not to be said.
};

/// The next segment of `chain`, as full as it gets. `keys` has one.
Result<ArchivePage> packArchive(
    Context &context, const archive::Chain &chain, const recovery::ArchiveKeys &keys, crypto::RandomSource &random);

/// How many messages it brought that were not readable here. What is not at its place yet waits for it.
Result<qint64> takeArchive(Context &context, Turn &turn, const std::vector<recovery::ArchiveItem> &items);

/// Whether what the archive says is in the one that is written to, too; not while another is sealed anew beside it.
enum class IsSaved : quint8 { No, Yes };

struct PlacedPage
{
    qint64 filled = 0; ///< Messages that were not readable here.
    bool isMore = false; ///< There may be more whose place is there.
};

/// What waited, some of it, and may have its place by now.
Result<PlacedPage> placeArchived(Context &context, Turn &turn, ConversationId conversation, IsSaved isSaved);

} // namespace pc::session
