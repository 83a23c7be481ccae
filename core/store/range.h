// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges of seqs and the arithmetic on lists of them (ascending, neither touching nor overlapping).

#pragma once

#include "core/base/ids.h"

#include <vector>

namespace pc::store {

/// first..last, both included.
struct Range
{
    Seq first;
    Seq last;

    bool operator==(const Range &) const = default;

    qint64 length() const { return last.raw() - first.raw() + 1; }
    bool contains(Seq seq) const { return first <= seq && seq <= last; }
};

/// What of `whole` is in none of `held`. Nothing when `whole` is empty (last < first).
std::vector<Range> missing(const std::vector<Range> &held, Range whole);

/// The parts of `ranges` within `window`.
std::vector<Range> clipped(const std::vector<Range> &ranges, Range window);

qint64 totalLength(const std::vector<Range> &ranges);

} // namespace pc::store
