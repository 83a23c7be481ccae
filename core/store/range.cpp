// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/range.h"

#include <algorithm>

namespace pc::store {

std::vector<Range> missing(const std::vector<Range> &held, Range whole)
{
    std::vector<Range> gaps;
    Seq from = whole.first;
    for (const Range &range : held) {
        if (range.last < from)
            continue;
        if (range.first > whole.last)
            break;
        if (range.first > from)
            gaps.push_back({ from, previous(range.first) });
        from = next(range.last);
    }
    if (from <= whole.last)
        gaps.push_back({ from, whole.last });
    return gaps;
}

std::vector<Range> clipped(const std::vector<Range> &ranges, Range window)
{
    std::vector<Range> parts;
    for (const Range &range : ranges) {
        const Range part { std::max(range.first, window.first), std::min(range.last, window.last) };
        if (part.first <= part.last)
            parts.push_back(part);
    }
    return parts;
}

qint64 totalLength(const std::vector<Range> &ranges)
{
    qint64 total = 0;
    for (const Range &range : ranges)
        total += range.length();
    return total;
}

} // namespace pc::store
